// SPDX-License-Identifier: MIT
// The 44 bytes of a WAV header, with any numbers in it.
#pragma once

#include <cstdint>
#include <string>

namespace testing {

/// A number in little-endian byte order.
inline std::string little_endian(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> 8 * i & 0xff);
    return out;
}

struct wav_format {
    std::uint64_t channels, rate, sample_bytes;
};

/// The header of a PCM file whose samples take `size` bytes.
inline std::string wav_header(wav_format format, std::uint64_t size) {
    auto const frame_bytes = format.channels * format.sample_bytes;
    return "RIFF" + little_endian(36 + size, 4) + "WAVEfmt " + little_endian(16, 4) + little_endian(1, 2) +
           little_endian(format.channels, 2) + little_endian(format.rate, 4) +
           little_endian(format.rate * frame_bytes, 4) + little_endian(frame_bytes, 2) +
           little_endian(format.sample_bytes * 8, 2) + "data" + little_endian(size, 4);
}

}   // namespace testing
