// SPDX-License-Identifier: MIT
// Numbers change places: within a vector, between two, and across a square of them.
#ifndef SYMPHONIC_SIMD_DETAIL_SHUFFLE_HPP
#define SYMPHONIC_SIMD_DETAIL_SHUFFLE_HPP

#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// Re and im of as many complex numbers as V has lanes.
template <class V> struct complex_lanes {
    V re, im;
};

/// How many numbers of type T share 128 bits, which most instructions do not look beyond; N if there are fewer.
template <class T, std::size_t N> inline constexpr std::size_t in_lane = N < 16 / sizeof(T) ? N : 16 / sizeof(T);

// Patterns: number e of the result is number at<T, N>(e) of the two vectors, one after the other.

/// Units of so many numbers, in turns from either: the lower or the upper half of each 128 bits.
template <std::size_t Unit, bool Upper> struct in_turns {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) {
        constexpr auto lane = in_lane<T, N>;
        auto const within = e % lane, unit = within / Unit;
        return unit % 2 * N + e / lane * lane + unit / 2 * Unit + within % Unit + (Upper ? lane / 2 : 0);
    }
};
/// Every other 128 bits, of the first vector and then of the second.
template <bool Odd> struct every_other_lane {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) {
        constexpr auto lane = in_lane<T, N>;
        return (2 * (e / lane) + Odd) * lane + e % lane;
    }
};
/// Every other number; in each 128 bits from the first vector and then from the second.
template <bool Odd> struct every_other_in_lane {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) {
        constexpr auto lane = in_lane<T, N>;
        auto const within = e % lane;
        return within / (lane / 2) * N + e / lane * lane + within % (lane / 2) * 2 + Odd;
    }
};
/// Every other number of both.
template <bool Odd> struct every_other {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) { return 2 * e + Odd; }
};
/// One of either in turns: the lower or the upper halves.
template <bool Upper> struct zipped {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) {
        return e % 2 * N + e / 2 + (Upper ? N / 2 : 0);
    }
};
struct backwards {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) { return N - 1 - e; }
};

template <class Pattern, class T, std::size_t N>
SYMPHONIC_KERNEL constexpr void shuffle(vector_t<T, N>& to, const vector_t<T, N>& a, const vector_t<T, N>& b) noexcept {
    [&]<std::size_t... K>(std::index_sequence<K...>) SYMPHONIC_KERNEL {
        to = __builtin_shufflevector(a, b, static_cast<int>(Pattern::template at<T, N>(K))...);
    }(std::make_index_sequence<N>{});
}

template <class T, std::size_t N> SYMPHONIC_KERNEL constexpr void reverse(vector_t<T, N>& x) noexcept {
    if constexpr (N > 1) shuffle<backwards, T, N>(x, x, x);
}

/// Which complex number comes to lie in a lane of deinterleave() in vectors of n numbers.
template <class T> [[nodiscard]] constexpr std::size_t number_in_lane(std::size_t e, std::size_t n) noexcept {
    if (n == 1) return 0;
    auto const half = (n < 16 / sizeof(T) ? n : 16 / sizeof(T)) / 2;
    return e % (2 * half) / half * (n / 2) + e / (2 * half) * half + e % half;
}

/// N interleaved complex numbers in the order that costs two shuffles; see number_in_lane.
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
/// In their order.
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
template <class T, std::size_t N>
SYMPHONIC_KERNEL constexpr void store_complex(T* to, const complex_lanes<vector_t<T, N>>& x) noexcept {
    if constexpr (N == 1) {
        to[0] = x.re;
        to[1] = x.im;
    } else {
        vector_t<T, N> a, b;
        shuffle<zipped<false>, T, N>(a, x.re, x.im);
        shuffle<zipped<true>, T, N>(b, x.re, x.im);
        store(to, a);
        store(to + N, b);
    }
}

/// Rows become columns.
template <class T, std::size_t N> SYMPHONIC_KERNEL constexpr void transpose(vector_t<T, N> (&x)[N]) noexcept {
    using V = vector_t<T, N>;
    constexpr auto lane = in_lane<T, N>, parts = N / lane;
    // Squares of `lane` numbers within 128 bits: x[g * lane + c] then holds column c of rows g * lane ...
    if constexpr (lane == 2) {
        unroll<N / 2>([&](auto i) SYMPHONIC_KERNEL {
            V const a = x[2 * i], b = x[2 * i + 1];
            shuffle<in_turns<1, false>, T, N>(x[2 * i], a, b);
            shuffle<in_turns<1, true>, T, N>(x[2 * i + 1], a, b);
        });
    } else if constexpr (lane == 4) {
        unroll<N / 4>([&](auto i) SYMPHONIC_KERNEL {
            V low[2], high[2];
            unroll<2>([&](auto k) SYMPHONIC_KERNEL {
                shuffle<in_turns<1, false>, T, N>(low[k], x[4 * i + 2 * k], x[4 * i + 2 * k + 1]);
                shuffle<in_turns<1, true>, T, N>(high[k], x[4 * i + 2 * k], x[4 * i + 2 * k + 1]);
            });
            shuffle<in_turns<2, false>, T, N>(x[4 * i], low[0], low[1]);
            shuffle<in_turns<2, true>, T, N>(x[4 * i + 1], low[0], low[1]);
            shuffle<in_turns<2, false>, T, N>(x[4 * i + 2], high[0], high[1]);
            shuffle<in_turns<2, true>, T, N>(x[4 * i + 3], high[0], high[1]);
        });
    }
    // ... and lane l of it columns l * lane + c, which are put together from all g.
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
