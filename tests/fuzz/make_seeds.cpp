// SPDX-License-Identifier: MIT
// make_seeds FOLDER: writes a small file of every format that libsndfile writes, as seeds for the fuzzer.
#include "support/recording.hpp"
#include "support/signals.hpp"

int main(int, char** argv) {
    std::filesystem::path const folder = argv[1];
    std::filesystem::create_directories(folder);
    for (int const channels : {1, 2})
        for (int const format : testing::formats(channels)) try {
                auto x = testing::noise(static_cast<std::size_t>(channels) * 300);
                for (float& s : x) s /= 4;
                auto const name = std::to_string(format) + "_" + std::to_string(channels);
                testing::write_recording(folder / name, x, channels, 8000, format);
            } catch (const std::runtime_error&) {}   // libsndfile lists the format but does not write it
    return 0;
}
