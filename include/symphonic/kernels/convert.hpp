// SPDX-License-Identifier: MIT
// convert: integers to floating point and back, as PCM has it.
//
// The full scale of b bits is 2^(b-1) both ways: int16 -32768 is -1.0, 32767 is 32767 / 32768, and integers that the
// floating type holds (24 bits in float, all in double) come back as they were. To integers: rounded to the nearest,
// halves to even; what is beyond the range gets its end, NaN 0. Floating point to floating point, values stay what they are,
// rounded to the nearest; infinities and NaN pass. The ranges must not overlap.
//   errors    argument_error when the lengths differ
//   cost      one pass at the speed of memory; no allocation
#ifndef SYMPHONIC_KERNELS_CONVERT_HPP
#define SYMPHONIC_KERNELS_CONVERT_HPP

#include <limits>

#include <symphonic/core/errors.hpp>
#include <symphonic/kernels/sample.hpp>
#include <symphonic/simd/detail/convert.hpp>

namespace symphonic {
namespace detail {

template <class T> concept integer_sample = std::same_as<T, std::int16_t> || std::same_as<T, std::int32_t>;

struct from_integers {
    template <class Target, integer_sample I, class T>
    SYMPHONIC_KERNEL static constexpr void run(I const* x, std::size_t n, T* out) noexcept {
        constexpr T unit = T{1} / static_cast<T>(std::int64_t{1} << (8 * sizeof(I) - 1));
        for_each_aligned_vector<Target, T>(out, n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            vector_t<T, step> value;
            load_as<T, step>(value, x + i);
            value *= unit;
            store(out + i, value);
        });
    }
};

/// Integers of so many bits, at most those of I.
struct to_integers {
    template <class Target, class T, integer_sample I>
    SYMPHONIC_KERNEL static constexpr void run(T const* x, std::size_t n, I* out, int bits) noexcept {
        auto const scale = static_cast<T>(std::int64_t{1} << (bits - 1));
        for_each_aligned_vector<Target, T>(out, n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            vector_t<T, step> value;
            load(value, x + i);
            vector_t<std::int32_t, step> integer;
            round<T, step>(integer, value, scale);
            store_as<I, step>(out + i, integer);
        });
    }

private:
    /// Adding and taking away 2^23 or 2^52 leaves no digits behind the point, and rounds as the processor does.
    template <class T, std::size_t N>
    SYMPHONIC_KERNEL static constexpr void round(vector_t<std::int32_t, N>& to, const vector_t<T, N>& x,
                                                 T scale) noexcept {
        using V = vector_t<T, N>;
        constexpr auto digits = static_cast<T>(sizeof(T) == 4 ? std::int64_t{1} << 23 : std::int64_t{1} << 52);
        V const zero{}, y = (x == x ? x : zero) * scale, shift = y < 0 ? zero - digits : zero + digits;
        V whole = y + shift;
        whole -= shift;
        whole = (y < 0 ? zero - y : y) < digits ? whole : y;
        // The largest float below 2^31 is not the largest int32, so what is beyond that is replaced afterwards.
        bool const exact = scale - 1 < scale;
        T const high = exact ? scale - 1 : T(2147483520);
        V const above = whole > high ? zero + high : whole, inside = above < -scale ? zero - scale : above;
        if constexpr (N == 1) to = static_cast<std::int32_t>(inside);
        else convert<std::int32_t, T, N>(to, inside);
        if constexpr (sizeof(T) == 4) {
            std::int32_t const largest =
                exact ? static_cast<std::int32_t>(high) : std::numeric_limits<std::int32_t>::max();
            to = whole >= scale ? to - to + largest : to;
        }
    }
};

struct between_floats {
    template <class Target, class T, class U>
    SYMPHONIC_KERNEL static constexpr void run(T const* x, std::size_t n, U* out) noexcept {
        for_each_aligned_vector<Target, double>(out, n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            vector_t<U, step> value;
            load_as<U, step>(value, x + i);
            store(out + i, value);
        });
    }
};

template <class In, class Out>
concept convertible_samples = (std::floating_point<In> && sample<In> && (integer_sample<Out> || sample<Out>)) ||
                              (std::floating_point<Out> && sample<Out> && integer_sample<In>);

}   // namespace detail

/// out[i] is in[i] in the type of out: int16, int32, float or double, one of the two floating point.
template <class In, class Out>
    requires detail::convertible_samples<detail::sample_in<In>, detail::item_of<Out>>
[[gnu::always_inline]] constexpr void convert(const In& in, Out&& out) {
    using T = detail::sample_in<In>;
    using U = detail::item_of<Out>;
    if (detail::size_of(in) != detail::size_of(out))
        throw argument_error("convert: ", detail::size_of(in), " samples into ", detail::size_of(out));
    U* const to = detail::first_of(out);
    if constexpr (std::integral<T>) detail::on_samples<detail::from_integers>(in, to);
    else if constexpr (std::integral<U>)
        detail::on_samples<detail::to_integers>(in, to, static_cast<int>(8 * sizeof(U)));
    else detail::on_samples<detail::between_floats>(in, to);
}

}   // namespace symphonic
#endif
