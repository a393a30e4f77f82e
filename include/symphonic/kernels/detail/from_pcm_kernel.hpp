// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DETAIL_FROM_PCM_KERNEL_HPP
#define SYMPHONIC_KERNELS_DETAIL_FROM_PCM_KERNEL_HPP

#include <bit>

#include <symphonic/kernels/detail/convert_kernels.hpp>
#include <symphonic/kernels/detail/pcm_block.hpp>
#include <symphonic/kernels/pcm_format.hpp>

namespace symphonic::detail {

/// Converts the bytes of PCM samples to float or double. `swapped` means that the byte order is not the native one.
struct from_pcm_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static void run(std::byte const* in, std::size_t size, pcm format, bool swapped, T* out) noexcept {
        pcm_block block;
        std::size_t const bytes = bytes_per_sample(format);
        std::size_t n = size / bytes;
        if (format == pcm::s24) {
            auto const done = convert_s24<Target>(in, n, swapped, out);
            in += done * bytes;
            out += done;
            n -= done;
        }
        // Two steps, so that each conversion is compiled once: to native numbers, then to floating point. 8-bit samples
        // become int16, 24-bit samples int32.
        pcm const native = format <= pcm::s16 ? pcm::s16 : format == pcm::s24 ? pcm::s32 : format;
        while (n > 0) {
            std::size_t const now = n < block.size ? n : block.size;
            void const* source = &block;
            switch (format) {
            case pcm::u8:
            case pcm::s8: {
                int const zero = format == pcm::u8 ? 0x80 : 0;
                for (std::size_t i = 0; i < now; ++i)
                    block.s16[i] = static_cast<std::int16_t>((static_cast<int>(in[i]) ^ zero) << 8);
                break;
            }
            case pcm::s24: load_s24<unit_flags>(block.s32, in, now, swapped); break;
            default:
                if (!swapped && reinterpret_cast<std::uintptr_t>(in) % bytes == 0) {
                    source = in;   // no copy
                    break;
                }
                __builtin_memcpy(&block, in, now * bytes);
                if (swapped) swap_bytes<Target>(block, now, bytes);
            }
            switch (native) {
            case pcm::s16: int_to_float_kernel::run<Target>(static_cast<std::int16_t const*>(source), now, out); break;
            case pcm::s32: int_to_float_kernel::run<Target>(static_cast<std::int32_t const*>(source), now, out); break;
            case pcm::f32: convert_floats<Target>(static_cast<float const*>(source), now, out); break;
            default: convert_floats<Target>(static_cast<double const*>(source), now, out);
            }
            in += now * bytes;
            out += now;
            n -= now;
        }
    }

private:
    template <class Target, class T, class U>
    SYMPHONIC_KERNEL static void convert_floats(T const* x, std::size_t n, U* out) noexcept {
        if constexpr (std::is_same_v<T, U>) __builtin_memcpy(out, x, n * sizeof(T));
        else float_to_float_kernel::run<Target>(x, n, out);
    }
    /// Converts 24-bit samples, four from 16 bytes with one byte shuffle (AVX2 and AVX-512). Returns how many it
    /// converted: a multiple of 16 that leaves out the last samples.
    template <class Target, class T>
    SYMPHONIC_KERNEL static std::size_t convert_s24(std::byte const* in, std::size_t n, bool swapped, T* out) noexcept {
        std::size_t i = 0;
        if constexpr (Target::set >= instruction_set::avx2) {
            constexpr std::size_t step = 16, N = sizeof(T) == 4 ? 8 : 4;
            for (; i + step + 2 <= n; i += step)   // the last load reads into the two samples after the 16
                SYMPHONIC_UNROLL for (std::size_t k = 0; k < step / N; ++k) {
                    vector_t<std::int32_t, N> integers;
                    vector_t<T, N> value;
                    load_s24(integers, in + 3 * (i + N * k), swapped);
                    convert<T, std::int32_t, N>(value, integers);
                    value *= T{1} / static_cast<T>(std::int64_t{1} << 31);
                    store(out + i + N * k, value);
                }
        }
        return i;
    }
    // load_s24: loads 24-bit samples into the upper three bytes of int32.
    using bytes_16 = vector_t<unsigned char, 16>;
    using bytes_32 = vector_t<unsigned char, 32>;
    SYMPHONIC_KERNEL static void load_s24(vector_t<std::int32_t, 4>& to, std::byte const* in, bool swapped) noexcept {
        bytes_16 x;
        __builtin_memcpy(&x, in, sizeof x);
        x = swapped ? __builtin_shufflevector(x, x, 0, 2, 1, 0, 0, 5, 4, 3, 0, 8, 7, 6, 0, 11, 10, 9)
                    : __builtin_shufflevector(x, x, 0, 0, 1, 2, 0, 3, 4, 5, 0, 6, 7, 8, 0, 9, 10, 11);
        __builtin_memcpy(&to, &x, sizeof to);
        to &= ~0xFF;
    }
    SYMPHONIC_KERNEL static void load_s24(vector_t<std::int32_t, 8>& to, std::byte const* in, bool swapped) noexcept {
        bytes_16 low, high;
        __builtin_memcpy(&low, in, sizeof low);
        __builtin_memcpy(&high, in + 12, sizeof high);
        bytes_32 x = __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
                                             18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
        x = swapped ? __builtin_shufflevector(x, x, 0, 2, 1, 0, 0, 5, 4, 3, 0, 8, 7, 6, 0, 11, 10, 9, 16, 18, 17, 16,
                                              16, 21, 20, 19, 16, 24, 23, 22, 16, 27, 26, 25)
                    : __builtin_shufflevector(x, x, 0, 0, 1, 2, 0, 3, 4, 5, 0, 6, 7, 8, 0, 9, 10, 11, 16, 16, 17, 18,
                                              16, 19, 20, 21, 16, 22, 23, 24, 16, 25, 26, 27);
        __builtin_memcpy(&to, &x, sizeof to);
        to &= ~0xFF;
    }
    /// Does the same for n samples. Not inlined: the entry functions of a unit share one copy.
    template <unsigned long Unit>
    [[gnu::noinline]] SYMPHONIC_KERNEL_TARGET static void load_s24(std::int32_t* block, std::byte const* in,
                                                                   std::size_t n, bool swapped) noexcept {
        bool const little = (std::endian::native == std::endian::little) != swapped;
        for (std::size_t i = 0; i < n; ++i) {
            std::uint32_t number = 0;
            for (std::size_t k = 0; k < 3; ++k)
                number |= std::to_integer<std::uint32_t>(in[3 * i + k]) << (8 * (little ? k + 1 : 3 - k));
            block[i] = static_cast<std::int32_t>(number);
        }
    }
};

}   // namespace symphonic::detail
#endif
