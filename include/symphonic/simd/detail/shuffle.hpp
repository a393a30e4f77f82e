// SPDX-License-Identifier: MIT
// SIMD shuffles: reverse, deinterleave, transpose.
#ifndef SYMPHONIC_SIMD_DETAIL_SHUFFLE_HPP
#define SYMPHONIC_SIMD_DETAIL_SHUFFLE_HPP

#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// As many complex numbers as the vector V has numbers.
template <class V> struct complex_lanes {
    V re, im;
};

/// The size of a lane, in numbers. Most shuffle instructions move numbers only within lanes of 128 bits, so wider
/// vectors consist of several lanes. A vector of fewer than 128 bits is one lane.
template <class T, std::size_t N> inline constexpr std::size_t lane_size = N < 16 / sizeof(T) ? N : 16 / sizeof(T);

// Patterns of shuffle(to, a, b): number e of the result is number at<T, N>(e) of the N numbers of `a` followed by those
// of `b`.

/// Interleaves units of Unit numbers of the lower or the upper half of each lane.
template <std::size_t Unit, bool Upper> struct interleaved_in_lane {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) {
        constexpr auto lane = lane_size<T, N>;
        auto const within = e % lane, unit = within / Unit;
        return unit % 2 * N + e / lane * lane + unit / 2 * Unit + within % Unit + (Upper ? lane / 2 : 0);
    }
};
/// Every other lane of `a`, then of `b`.
template <bool Odd> struct every_other_lane {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) {
        constexpr auto lane = lane_size<T, N>;
        return (2 * (e / lane) + Odd) * lane + e % lane;
    }
};
/// Every other number of each lane of `a` in the lower half of the lane, and of `b` in the upper half.
template <bool Odd> struct every_other_in_lane {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) {
        constexpr auto lane = lane_size<T, N>;
        auto const within = e % lane;
        return within / (lane / 2) * N + e / lane * lane + within % (lane / 2) * 2 + Odd;
    }
};
/// Every other number of `a`, then of `b`.
template <bool Odd> struct every_other {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) { return 2 * e + Odd; }
};
/// Interleaves the lower or the upper halves of `a` and `b`.
template <bool Upper> struct interleaved_halves {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) {
        return e % 2 * N + e / 2 + (Upper ? N / 2 : 0);
    }
};
/// The numbers of `a` in reverse order.
struct reversed {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) { return N - 1 - e; }
};

/// Sets `to` to the numbers of a and b that Pattern selects.
template <class Pattern, class T, std::size_t N>
SYMPHONIC_KERNEL constexpr void shuffle(vector_t<T, N>& to, const vector_t<T, N>& a, const vector_t<T, N>& b) noexcept {
    [&]<std::size_t... K>(std::index_sequence<K...>) SYMPHONIC_KERNEL {
        to = __builtin_shufflevector(a, b, static_cast<int>(Pattern::template at<T, N>(K))...);
    }(std::make_index_sequence<N>{});
}

/// Reverses the order of the numbers in x.
template <class T, std::size_t N> SYMPHONIC_KERNEL constexpr void reverse(vector_t<T, N>& x) noexcept {
    if constexpr (N > 1) shuffle<reversed, T, N>(x, x, x);
}

/// Returns which complex number deinterleave() puts at position e of vectors of n numbers.
template <class T> [[nodiscard]] constexpr std::size_t number_in_lane(std::size_t e, std::size_t n) noexcept {
    if (n == 1) return 0;
    auto const half = (n < 16 / sizeof(T) ? n : 16 / sizeof(T)) / 2;
    return e % (2 * half) / half * (n / 2) + e / (2 * half) * half + e % half;
}

/// Separates N interleaved complex numbers into real and imaginary parts with two shuffles. This changes their order:
/// see number_in_lane.
template <class T, std::size_t N>
SYMPHONIC_KERNEL constexpr void deinterleave(complex_lanes<vector_t<T, N>>& to, const vector_t<T, N>& a,
                                             const vector_t<T, N>& b) noexcept {
    if constexpr (N == 1) {
        to = {a, b};
    } else {
        shuffle<every_other_in_lane<false>, T, N>(to.re, a, b);
        shuffle<every_other_in_lane<true>, T, N>(to.im, a, b);
    }
}
/// Loads N interleaved complex numbers and keeps their order.
template <class T, std::size_t N>
SYMPHONIC_KERNEL constexpr void load_complex(complex_lanes<vector_t<T, N>>& to, T const* source) noexcept {
    if constexpr (N == 1) {
        to = {source[0], source[1]};
    } else {
        vector_t<T, N> a, b;
        load(a, source);
        load(b, source + N);
        shuffle<every_other<false>, T, N>(to.re, a, b);
        shuffle<every_other<true>, T, N>(to.im, a, b);
    }
}
/// Stores N complex numbers interleaved.
template <class T, std::size_t N>
SYMPHONIC_KERNEL constexpr void store_complex(T* to, const complex_lanes<vector_t<T, N>>& x) noexcept {
    if constexpr (N == 1) {
        to[0] = x.re;
        to[1] = x.im;
    } else {
        vector_t<T, N> a, b;
        shuffle<interleaved_halves<false>, T, N>(a, x.re, x.im);
        shuffle<interleaved_halves<true>, T, N>(b, x.re, x.im);
        store(to, a);
        store(to + N, b);
    }
}

/// Transposes a square matrix: each vector is a row.
template <class T, std::size_t N> SYMPHONIC_KERNEL constexpr void transpose(vector_t<T, N> (&x)[N]) noexcept {
    using V = vector_t<T, N>;
    constexpr auto lane = lane_size<T, N>, parts = N / lane;
    // First transpose the squares of lane x lane numbers: then lane l of x[g * lane + c] holds column l * lane + c of
    // the rows g * lane to (g + 1) * lane - 1.
    if constexpr (lane == 2) {
        unroll<N / 2>([&](auto i) SYMPHONIC_KERNEL {
            V const a = x[2 * i], b = x[2 * i + 1];
            shuffle<interleaved_in_lane<1, false>, T, N>(x[2 * i], a, b);
            shuffle<interleaved_in_lane<1, true>, T, N>(x[2 * i + 1], a, b);
        });
    } else if constexpr (lane == 4) {
        unroll<N / 4>([&](auto i) SYMPHONIC_KERNEL {
            V low[2], high[2];
            unroll<2>([&](auto k) SYMPHONIC_KERNEL {
                shuffle<interleaved_in_lane<1, false>, T, N>(low[k], x[4 * i + 2 * k], x[4 * i + 2 * k + 1]);
                shuffle<interleaved_in_lane<1, true>, T, N>(high[k], x[4 * i + 2 * k], x[4 * i + 2 * k + 1]);
            });
            shuffle<interleaved_in_lane<2, false>, T, N>(x[4 * i], low[0], low[1]);
            shuffle<interleaved_in_lane<2, true>, T, N>(x[4 * i + 1], low[0], low[1]);
            shuffle<interleaved_in_lane<2, false>, T, N>(x[4 * i + 2], high[0], high[1]);
            shuffle<interleaved_in_lane<2, true>, T, N>(x[4 * i + 3], high[0], high[1]);
        });
    }
    // Then collect the lanes of each column from all g.
    if constexpr (parts == 2) {
        unroll<lane>([&](auto c) SYMPHONIC_KERNEL {
            V const a = x[c], b = x[c + lane];
            shuffle<every_other_lane<false>, T, N>(x[c], a, b);
            shuffle<every_other_lane<true>, T, N>(x[c + lane], a, b);
        });
    } else if constexpr (parts == 4) {
        unroll<lane>([&](auto c) SYMPHONIC_KERNEL {
            V even[2], odd[2];
            unroll<2>([&](auto k) SYMPHONIC_KERNEL {
                shuffle<every_other_lane<false>, T, N>(even[k], x[c + 2 * k * lane], x[c + (2 * k + 1) * lane]);
                shuffle<every_other_lane<true>, T, N>(odd[k], x[c + 2 * k * lane], x[c + (2 * k + 1) * lane]);
            });
            shuffle<every_other_lane<false>, T, N>(x[c], even[0], even[1]);
            shuffle<every_other_lane<false>, T, N>(x[c + lane], odd[0], odd[1]);
            shuffle<every_other_lane<true>, T, N>(x[c + 2 * lane], even[0], even[1]);
            shuffle<every_other_lane<true>, T, N>(x[c + 3 * lane], odd[0], odd[1]);
        });
    }
}

}   // namespace symphonic::detail
#endif
