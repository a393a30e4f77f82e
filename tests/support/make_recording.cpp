// SPDX-License-Identifier: MIT
// make_recording FILE.flac: writes three seconds of stereo, for the programs of the README.
#include <cmath>

#include "support/recording.hpp"

int main(int, char** argv) {
    std::vector<float> x;
    for (int i = 0; i < 3 * 44100; ++i)
        for (double const frequency : {440.0, 660.0})
            x.push_back(static_cast<float>(0.4 * std::sin(frequency * i * 6.283185307 / 44100)));
    testing::write_recording(argv[1], x, 2, 44100, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
}
