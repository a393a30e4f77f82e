// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DETAIL_PCM_BLOCK_HPP
#define SYMPHONIC_KERNELS_DETAIL_PCM_BLOCK_HPP

#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// A block of samples in native byte order and alignment, between the bytes of a file and the conversion kernels. It
/// fits the first-level cache.
union pcm_block {
    static constexpr std::size_t size = 512;
    std::int16_t s16[size];
    std::int32_t s32[size];
    float f32[size];
    double f64[size];
    std::byte bytes[8 * size + 64];   // a vector more: swap_bytes() clears the bytes after the numbers
};

/// Reverses the bytes of each of n unsigned integers of type U in a block. Changes the bytes up to a whole vector, too,
/// so that no second loop is compiled for the last numbers.
template <class Target, class U> SYMPHONIC_KERNEL inline void swap_bytes(pcm_block& block, std::size_t n) noexcept {
    constexpr int bits = 8 * sizeof(U);
    constexpr std::size_t most = width<Target, U>;
    auto const swap = [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
        vector_t<U, step> x;
        __builtin_memcpy(&x, block.bytes + i * sizeof(U), sizeof x);
        if constexpr (bits == 64) x = x >> 32 | x << 32;
        if constexpr (bits >= 32) x = (x >> 16 & U(0x0000FFFF0000FFFF)) | (x & U(0x0000FFFF0000FFFF)) << 16;
        x = static_cast<vector_t<U, step>>((x >> 8 & U(0x00FF00FF00FF00FF)) | (x & U(0x00FF00FF00FF00FF)) << 8);
        __builtin_memcpy(block.bytes + i * sizeof(U), &x, sizeof x);
    };
    if constexpr (most == 1) {
        for_each_vector<Target, U>(n, swap);   // compilers vectorise the four-fold loop
    } else {
        __builtin_memset(block.bytes + n * sizeof(U), 0, most * sizeof(U));
        for (std::size_t i = 0; i < n; i += most) swap(std::integral_constant<std::size_t, most>{}, i);
    }
}

/// Reverses the bytes of each of n integers of 2, 4 or 8 bytes in a block.
template <class Target> SYMPHONIC_KERNEL inline void swap_bytes(pcm_block& block, std::size_t n,
                                                                std::size_t bytes) noexcept {
    if (bytes == 2) swap_bytes<Target, std::uint16_t>(block, n);
    else if (bytes == 4) swap_bytes<Target, std::uint32_t>(block, n);
    else swap_bytes<Target, std::uint64_t>(block, n);
}

}   // namespace symphonic::detail
#endif
