// SPDX-License-Identifier: MIT
// A long WAV file of silence that takes no space on the disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>

#include "support/wav_header.hpp"

namespace testing {

struct wav_size {
    std::uint32_t rate, channels, bytes, seconds;   // bytes of a sample
};

inline void write_sparse_wav(const std::filesystem::path& path, wav_size size) {
    std::uintmax_t const data = std::uintmax_t{size.rate} * size.seconds * size.channels * size.bytes;
    std::ofstream{path, std::ios::binary} << wav_header({size.channels, size.rate, size.bytes}, data);
    std::filesystem::resize_file(path, 44 + data);
}

}   // namespace testing
