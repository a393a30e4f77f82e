// SPDX-License-Identifier: MIT
// The component io: writes a recording of two seconds and reads its length.
#include <vector>

#include <symphonic/io.hpp>

int main() {
    namespace sj = symphonic;
    sj::writer out{"two_seconds.wav", {.sample_rate = 8000}};
    out.write(std::vector<float>(16000));
    out.close();
    return sj::reader("two_seconds.wav").format().frames == 16000 ? 0 : 1;
}
