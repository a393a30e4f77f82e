// SPDX-License-Identifier: MIT
// A long WAV file of silence that takes no room on the disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace testing {

struct wav_size {
    std::uint32_t rate, channels, bytes, seconds;   // bytes of a sample
};

inline void write_sparse_wav(const std::filesystem::path& path, wav_size size) {
    auto const little = [](std::uint32_t value, int bytes) {
        std::string out;
        for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> 8 * i & 0xff);
        return out;
    };
    auto const width = size.channels * size.bytes, data = size.rate * size.seconds * width;
    std::ofstream{path, std::ios::binary}
        << "RIFF" << little(36 + data, 4) << "WAVEfmt " << little(16, 4) << little(1, 2) << little(size.channels, 2)
        << little(size.rate, 4) << little(size.rate * width, 4) << little(width, 2) << little(size.bytes * 8, 2)
        << "data" << little(data, 4);
    std::filesystem::resize_file(path, 44 + std::uintmax_t{data});
}

}   // namespace testing
