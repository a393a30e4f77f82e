// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DETAIL_TO_PCM_KERNEL_HPP
#define SYMPHONIC_KERNELS_DETAIL_TO_PCM_KERNEL_HPP

#include <bit>

#include <symphonic/kernels/detail/convert_kernels.hpp>
#include <symphonic/kernels/detail/pcm_block.hpp>
#include <symphonic/kernels/pcm_format.hpp>

namespace symphonic::detail {

/// Converts float or double samples to the bytes of PCM. `swapped` means that the byte order is not the native one.
struct to_pcm_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static void run(T const* in, std::size_t n, pcm format, bool swapped, std::byte* out) noexcept {
        pcm_block block;
        std::size_t const bytes = bytes_per_sample(format);
        while (n > 0) {
            std::size_t const now = n < block.size ? n : block.size;
            switch (format) {
            case pcm::u8:
            case pcm::s8: {
                unsigned const zero = format == pcm::u8 ? 0x80 : 0;
                float_to_int_kernel::run<Target>(in, now, block.s16, 8);
                for (std::size_t i = 0; i < now; ++i)
                    out[i] = static_cast<std::byte>(static_cast<unsigned>(block.s16[i]) ^ zero);
                break;
            }
            case pcm::s16:
                float_to_int_kernel::run<Target>(in, now, block.s16, 16);
                store_native<Target, std::uint16_t>(out, block, now, swapped);
                break;
            case pcm::s24:
                float_to_int_kernel::run<Target>(in, now, block.s32, 24);
                store_s24<Target>(out, block.s32, now, swapped);
                break;
            case pcm::s32:
                float_to_int_kernel::run<Target>(in, now, block.s32, 32);
                store_native<Target, std::uint32_t>(out, block, now, swapped);
                break;
            case pcm::f32:
                float_to_float_kernel::run<Target>(in, now, block.f32);
                store_native<Target, std::uint32_t>(out, block, now, swapped);
                break;
            case pcm::f64:
                float_to_float_kernel::run<Target>(in, now, block.f64);
                store_native<Target, std::uint64_t>(out, block, now, swapped);
                break;
            }
            in += now;
            out += now * bytes;
            n -= now;
        }
    }

private:
    /// Stores n numbers of the size of U, in the other byte order if `swapped`. Changes the block.
    template <class Target, class U>
    SYMPHONIC_KERNEL static void store_native(std::byte* out, pcm_block& block, std::size_t n, bool swapped) noexcept {
        if (swapped) swap_bytes<Target, U>(block, n);
        __builtin_memcpy(out, &block, n * sizeof(U));
    }
    /// Stores the lower three bytes of each int32, byte by byte: Clang 19 reorders overlapping stores of four bytes.
    template <class Target>
    SYMPHONIC_KERNEL static void store_s24(std::byte* out, std::int32_t const* block, std::size_t n,
                                           bool swapped) noexcept {
        bool const little = (std::endian::native == std::endian::little) != swapped;
        int const first = little ? 0 : 16, last = little ? 16 : 0;
        std::size_t i = 0;
        if constexpr (Target::set >= instruction_set::avx2) {   // four samples with one byte shuffle
            using bytes = vector_t<unsigned char, 16>;
            for (bytes four, zero{}; i + 4 <= n; i += 4) {
                __builtin_memcpy(&four, block + i, sizeof four);
                four =
                    little
                        ? __builtin_shufflevector(four, zero, 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 16, 16, 16, 16)
                        : __builtin_shufflevector(four, zero, 2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 16, 16, 16, 16);
                __builtin_memcpy(out + 3 * i, &four, 12);
            }
        }
        for (; i < n; ++i) {
            auto const number = static_cast<std::uint32_t>(block[i]);
            out[3 * i] = static_cast<std::byte>(number >> first);
            out[3 * i + 1] = static_cast<std::byte>(number >> 8);
            out[3 * i + 2] = static_cast<std::byte>(number >> last);
        }
    }
};

}   // namespace symphonic::detail
#endif
