// SPDX-License-Identifier: MIT
// from_pcm, to_pcm: samples as they lie in a file, in either byte order, to floating point and back.
//
// Scale, rounding and what is out of range are as in convert: full scale is 2^(b-1) both ways. What the floating type holds
// (24 bits and f32 in float, everything in double) is written back bit for bit as it was read; what is written is read back
// within half a step inside the range. The bytes and the samples must not overlap.
//   errors    argument_error when the lengths differ or the format is none of these; nothing was written then
//   cost      one pass, block by block through the first-level cache; no allocation
#ifndef SYMPHONIC_KERNELS_PCM_HPP
#define SYMPHONIC_KERNELS_PCM_HPP

#include <bit>

#include <symphonic/kernels/convert.hpp>

namespace symphonic {

/// Integers of 8 bits from 0, 128 being silence, as WAV has them; signed integers of 8, 16, 24 (packed in three bytes) and
/// 32 bits; IEEE 754 numbers of 32 and 64, full scale 1.
enum class pcm : unsigned char { u8, s8, s16, s24, s32, f32, f64 };

/// 0 for what is no format.
[[nodiscard]] constexpr std::size_t bytes_per_sample(pcm format) noexcept {
    constexpr std::size_t bytes[] = {1, 1, 2, 3, 4, 4, 8};
    return format <= pcm::f64 ? bytes[static_cast<unsigned>(format)] : 0;
}

namespace detail {

/// The kernels for native numbers work on blocks of these, whatever the alignment and order of the bytes.
union pcm_block {
    static constexpr std::size_t size = 512;
    std::int16_t s16[size];
    std::int32_t s32[size];
    float f32[size];
    double f64[size];
};

/// Reverses the bytes of n unsigned integers.
template <class Target, class U> SYMPHONIC_KERNEL inline void swap_bytes(void* numbers, std::size_t n) noexcept {
    auto* const bytes = static_cast<std::byte*>(numbers);
    constexpr int bits = 8 * sizeof(U);
    constexpr std::size_t most = width<Target, U>;
    auto const swap = [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
        vector_t<U, step> x;
        __builtin_memcpy(&x, bytes + i * sizeof(U), sizeof x);
        if constexpr (bits == 64) x = x >> 32 | x << 32;
        if constexpr (bits >= 32) x = (x >> 16 & U(0x0000FFFF0000FFFF)) | (x & U(0x0000FFFF0000FFFF)) << 16;
        x = static_cast<vector_t<U, step>>((x >> 8 & U(0x00FF00FF00FF00FF)) | (x & U(0x00FF00FF00FF00FF)) << 8);
        __builtin_memcpy(bytes + i * sizeof(U), &x, sizeof x);
    };
    if constexpr (most == 1) return for_each_vector<Target, U>(n, swap);   // which compilers take four at a time
    std::size_t i = 0;
    for (; i + most <= n; i += most) swap(std::integral_constant<std::size_t, most>{}, i);
    if constexpr (most > 1)
        for (; i < n; ++i) swap(std::integral_constant<std::size_t, 1>{}, i);
}
template <class Target> SYMPHONIC_KERNEL inline void swap_bytes(void* numbers, std::size_t n,
                                                                std::size_t bytes) noexcept {
    if (bytes == 2) swap_bytes<Target, std::uint16_t>(numbers, n);
    else if (bytes == 4) swap_bytes<Target, std::uint32_t>(numbers, n);
    else swap_bytes<Target, std::uint64_t>(numbers, n);
}

struct from_pcm_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static void run(std::byte const* in, std::size_t size, pcm format, bool swapped, T* out) noexcept {
        pcm_block block;
        std::size_t const bytes = bytes_per_sample(format);
        std::size_t n = size / bytes;
        if (format == pcm::s24) {
            auto const done = shuffle<Target>(in, n, swapped, out);
            in += done * bytes;
            out += done;
            n -= done;
        }
        // Two steps, that each conversion be compiled once: to numbers of the processor, and from those.
        pcm const numbers = format <= pcm::s16 ? pcm::s16 : format == pcm::s24 ? pcm::s32 : format;
        while (n > 0) {
            std::size_t const now = n < block.size ? n : block.size;
            void const* from_here = &block;
            switch (format) {
            case pcm::u8:
            case pcm::s8: {
                int const zero = format == pcm::u8 ? 0x80 : 0;
                for (std::size_t i = 0; i < now; ++i)
                    block.s16[i] = static_cast<std::int16_t>((static_cast<int>(in[i]) ^ zero) << 8);
                break;
            }
            case pcm::s24: unpack(block.s32, in, now, swapped); break;
            default:
                if (!swapped && reinterpret_cast<std::uintptr_t>(in) % bytes == 0) {
                    from_here = in;   // where they lie
                    break;
                }
                __builtin_memcpy(&block, in, now * bytes);
                if (swapped) swap_bytes<Target>(&block, now, bytes);
            }
            switch (numbers) {
            case pcm::s16: from_integers::run<Target>(static_cast<std::int16_t const*>(from_here), now, out); break;
            case pcm::s32: from_integers::run<Target>(static_cast<std::int32_t const*>(from_here), now, out); break;
            case pcm::f32: floats<Target>(static_cast<float const*>(from_here), now, out); break;
            default: floats<Target>(static_cast<double const*>(from_here), now, out);
            }
            in += now * bytes;
            out += now;
            n -= now;
        }
    }

private:
    template <class Target, class T, class U>
    SYMPHONIC_KERNEL static void floats(T const* x, std::size_t n, U* out) noexcept {
        if constexpr (std::is_same_v<T, U>) __builtin_memcpy(out, x, n * sizeof(T));
        else between_floats::run<Target>(x, n, out);
    }
    /// Samples of 24 bits, four from each 16 bytes by one shuffle; as many as that goes well for, and how many that was.
    template <class Target, class T>
    SYMPHONIC_KERNEL static std::size_t shuffle(std::byte const* in, std::size_t n, bool swapped, T* out) noexcept {
        std::size_t i = 0;
        if constexpr (Target::set >= instruction_set::avx2) {
            constexpr std::size_t step = 16, N = sizeof(T) == 4 ? 8 : 4;
            for (; i + step + 2 <= n; i += step)   // the last of them reads into the next two samples
                unroll<step / N>([&](auto k) SYMPHONIC_KERNEL {
                    vector_t<std::int32_t, N> integers;
                    vector_t<T, N> value;
                    upper_three(integers, in + 3 * (i + N * k), swapped);
                    convert<T, std::int32_t, N>(value, integers);
                    value *= T{1} / static_cast<T>(std::int64_t{1} << 31);
                    store(out + i + N * k, value);
                });
        }
        return i;
    }
    using bytes_16 = vector_t<unsigned char, 16>;
    using bytes_32 = vector_t<unsigned char, 32>;
    SYMPHONIC_KERNEL static void upper_three(vector_t<std::int32_t, 4>& to, std::byte const* in,
                                             bool swapped) noexcept {
        bytes_16 x;
        __builtin_memcpy(&x, in, sizeof x);
        x = swapped ? __builtin_shufflevector(x, x, 0, 2, 1, 0, 0, 5, 4, 3, 0, 8, 7, 6, 0, 11, 10, 9)
                    : __builtin_shufflevector(x, x, 0, 0, 1, 2, 0, 3, 4, 5, 0, 6, 7, 8, 0, 9, 10, 11);
        __builtin_memcpy(&to, &x, sizeof to);
        to &= ~0xFF;
    }
    SYMPHONIC_KERNEL static void upper_three(vector_t<std::int32_t, 8>& to, std::byte const* in,
                                             bool swapped) noexcept {
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
    /// Three bytes into the upper three of int32.
    SYMPHONIC_KERNEL static void unpack(std::int32_t* block, std::byte const* in, std::size_t n,
                                        bool swapped) noexcept {
        bool const little = (std::endian::native == std::endian::little) != swapped;
        for (std::size_t i = 0; i < n; ++i) {
            std::uint32_t number = 0;
            for (std::size_t k = 0; k < 3; ++k)
                number |= std::to_integer<std::uint32_t>(in[3 * i + k]) << (8 * (little ? k + 1 : 3 - k));
            block[i] = static_cast<std::int32_t>(number);
        }
    }
};

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
                to_integers::run<Target>(in, now, block.s16, 8);
                for (std::size_t i = 0; i < now; ++i)
                    out[i] = static_cast<std::byte>(static_cast<unsigned>(block.s16[i]) ^ zero);
                break;
            }
            case pcm::s16:
                to_integers::run<Target>(in, now, block.s16, 16);
                put<Target, std::uint16_t>(out, block.s16, now, swapped);
                break;
            case pcm::s24:
                to_integers::run<Target>(in, now, block.s32, 24);
                pack<Target>(out, block.s32, now, swapped);
                break;
            case pcm::s32:
                to_integers::run<Target>(in, now, block.s32, 32);
                put<Target, std::uint32_t>(out, block.s32, now, swapped);
                break;
            case pcm::f32:
                between_floats::run<Target>(in, now, block.f32);
                put<Target, std::uint32_t>(out, block.f32, now, swapped);
                break;
            case pcm::f64:
                between_floats::run<Target>(in, now, block.f64);
                put<Target, std::uint64_t>(out, block.f64, now, swapped);
                break;
            }
            in += now;
            out += now * bytes;
            n -= now;
        }
    }

private:
    template <class Target, class U>
    SYMPHONIC_KERNEL static void put(std::byte* out, void* block, std::size_t n, bool swapped) noexcept {
        if (swapped) swap_bytes<Target, U>(block, n);
        __builtin_memcpy(out, block, n * sizeof(U));
    }
    /// The lower three bytes of int32; one by one, for clang 19 puts stores that overlap in the wrong order.
    template <class Target>
    SYMPHONIC_KERNEL static void pack(std::byte* out, std::int32_t const* block, std::size_t n, bool swapped) noexcept {
        bool const little = (std::endian::native == std::endian::little) != swapped;
        int const first = little ? 0 : 16, last = little ? 16 : 0;
        std::size_t i = 0;
        if constexpr (Target::set >= instruction_set::avx2) {   // four of them by one instruction
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

[[gnu::always_inline]] inline void require_bytes(char const* who, std::size_t bytes, pcm format, std::size_t samples) {
    if (bytes_per_sample(format) == 0)
        throw argument_error(who, ": format ", static_cast<unsigned>(format), ", expected one of pcm");
    if (bytes / bytes_per_sample(format) != samples || bytes % bytes_per_sample(format) != 0)
        throw argument_error(who, ": ", bytes, " bytes and ", samples, " samples of ", bytes_per_sample(format),
                             " bytes each");
}

}   // namespace detail

/// The samples that `bytes` are, as float or double.
template <writable_range Out>
[[gnu::always_inline]] inline void from_pcm(std::span<const std::byte> bytes, pcm format, std::endian order,
                                            Out&& out) {
    detail::require_bytes("from_pcm", bytes.size(), format, detail::size_of(out));
    detail::on_samples<detail::from_pcm_kernel>(bytes, format, order != std::endian::native, detail::first_of(out));
}

/// The bytes of samples of float or double.
template <sample_range In>
    requires std::floating_point<detail::sample_in<In>>
[[gnu::always_inline]] inline void to_pcm(const In& in, pcm format, std::endian order, std::span<std::byte> bytes) {
    detail::require_bytes("to_pcm", bytes.size(), format, detail::size_of(in));
    detail::on_samples<detail::to_pcm_kernel>(in, format, order != std::endian::native, bytes.data());
}

}   // namespace symphonic
#endif
