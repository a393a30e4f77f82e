// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_PCM_FORMAT_HPP
#define SYMPHONIC_KERNELS_PCM_FORMAT_HPP

#include <cstddef>

namespace symphonic {

/// The formats of PCM samples in files. The full scale of integers of b bits is 2^(b-1), that of floating point 1.
enum class pcm : unsigned char {
    u8,    ///< unsigned 8-bit integer, 128 is silence (WAV)
    s8,    ///< signed 8-bit integer
    s16,   ///< signed 16-bit integer
    s24,   ///< signed 24-bit integer in three bytes
    s32,   ///< signed 32-bit integer
    f32,   ///< IEEE 754 single precision
    f64    ///< IEEE 754 double precision
};

/// Returns the size of a sample in bytes, or 0 if `format` is not an enumerator of pcm.
[[nodiscard]] constexpr std::size_t bytes_per_sample(pcm format) noexcept {
    constexpr std::size_t bytes[] = {1, 1, 2, 3, 4, 4, 8};
    return format <= pcm::f64 ? bytes[static_cast<unsigned>(format)] : 0;
}

}   // namespace symphonic
#endif
