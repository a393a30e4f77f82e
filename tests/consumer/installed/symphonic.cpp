// SPDX-License-Identifier: MIT
// The component symphonic, and the precompiled library: the loudest frame of a file, found in a memory image.
#include <algorithm>
#include <vector>

#include <symphonic/symphonic.hpp>

int main() {
    namespace sj = symphonic;
    namespace v = symphonic::views;
    sj::from(std::vector(8000, 0.25), 8000.0) | v::gain(2) | sj::write("loud.wav", {.encoding = sj::encoding::float32});
    sj::file_image const image = sj::load_file("loud.wav");
    double loudest = 0;
    for (double const level : sj::read(image) | v::mono | v::frames(256, 128) | v::rms)
        loudest = std::max(loudest, level);
    return loudest == 0.5 ? 0 : 1;
}
