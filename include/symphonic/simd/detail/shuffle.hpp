// SPDX-License-Identifier: MIT
// Shuffles of SIMD vectors: reverse, interleave, deinterleave and transpose.
#ifndef SYMPHONIC_SIMD_DETAIL_SHUFFLE_HPP
#define SYMPHONIC_SIMD_DETAIL_SHUFFLE_HPP

#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// Elements of type T in a segment: 128 bits of a vector, which most shuffle instructions do not cross. N if the vector
/// is shorter.
template <class T, std::size_t N> inline constexpr std::size_t segment_size = N < 16 / sizeof(T) ? N : 16 / sizeof(T);

// Patterns of shuffle<Pattern>(to, a, b): element e of the result is element at<T, N>(e) of a and b in sequence.

/// Units of `Unit` elements from a and b in turn, taken from the lower or the upper half of each segment (unpcklps,
/// unpckhps).
template <std::size_t Unit, bool Upper> struct interleaved_in_segments {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) {
        constexpr auto segment = segment_size<T, N>;
        auto const within = e % segment, unit = within / Unit;
        return unit % 2 * N + e / segment * segment + unit / 2 * Unit + within % Unit + (Upper ? segment / 2 : 0);
    }
};
/// The even or the odd segments of a, then those of b.
template <bool Odd> struct alternate_segments {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) {
        constexpr auto segment = segment_size<T, N>;
        return (2 * (e / segment) + Odd) * segment + e % segment;
    }
};
/// In each segment the even or the odd elements of a, then those of b (shufps).
template <bool Odd> struct alternate_elements_in_segments {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) {
        constexpr auto segment = segment_size<T, N>;
        auto const within = e % segment;
        return within / (segment / 2) * N + e / segment * segment + within % (segment / 2) * 2 + Odd;
    }
};
/// The even or the odd elements of a, then those of b.
template <bool Odd> struct alternate_elements {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) { return 2 * e + Odd; }
};
/// Elements from a and b in turn, taken from their lower or upper halves.
template <bool Upper> struct interleaved_halves {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) {
        return e % 2 * N + e / 2 + (Upper ? N / 2 : 0);
    }
};
/// The elements of a in reverse order.
struct reversed {
    template <class T, std::size_t N> static constexpr std::size_t at(std::size_t e) { return N - 1 - e; }
};

/// Implements shuffle().
template <class Pattern, class T, std::size_t N, std::size_t... K>
SYMPHONIC_KERNEL constexpr void shuffle_elements(vector_t<T, N>& to, const vector_t<T, N>& a, const vector_t<T, N>& b,
                                                 std::index_sequence<K...>) noexcept {
    to = __builtin_shufflevector(a, b, static_cast<int>(Pattern::template at<T, N>(K))...);
}
/// to = the elements of a and b that Pattern selects.
template <class Pattern, class T, std::size_t N>
SYMPHONIC_KERNEL constexpr void shuffle(vector_t<T, N>& to, const vector_t<T, N>& a, const vector_t<T, N>& b) noexcept {
    shuffle_elements<Pattern, T, N>(to, a, b, std::make_index_sequence<N>{});
}

/// Reverses the order of the elements.
template <class T, std::size_t N> SYMPHONIC_KERNEL constexpr void reverse(vector_t<T, N>& x) noexcept {
    if constexpr (N > 1) shuffle<reversed, T, N>(x, x, x);
}

/// Transposes N rows of N elements: first in squares of one segment, then whole segments.
template <class T, std::size_t N> SYMPHONIC_KERNEL constexpr void transpose(vector_t<T, N> (&x)[N]) noexcept {
    using V = vector_t<T, N>;
    constexpr auto segment = segment_size<T, N>, segments = N / segment;
    // Squares of one segment: afterwards x[g * segment + c] holds column c of rows g * segment ...
    if constexpr (segment == 2) {
        SYMPHONIC_UNROLL for (std::size_t i = 0; i < N / 2; ++i) {
            V const a = x[2 * i], b = x[2 * i + 1];
            shuffle<interleaved_in_segments<1, false>, T, N>(x[2 * i], a, b);
            shuffle<interleaved_in_segments<1, true>, T, N>(x[2 * i + 1], a, b);
        }
    } else if constexpr (segment == 4) {
        SYMPHONIC_UNROLL for (std::size_t i = 0; i < N / 4; ++i) {
            V low[2], high[2];
            SYMPHONIC_UNROLL for (std::size_t k = 0; k < 2; ++k) {
                shuffle<interleaved_in_segments<1, false>, T, N>(low[k], x[4 * i + 2 * k], x[4 * i + 2 * k + 1]);
                shuffle<interleaved_in_segments<1, true>, T, N>(high[k], x[4 * i + 2 * k], x[4 * i + 2 * k + 1]);
            }
            shuffle<interleaved_in_segments<2, false>, T, N>(x[4 * i], low[0], low[1]);
            shuffle<interleaved_in_segments<2, true>, T, N>(x[4 * i + 1], low[0], low[1]);
            shuffle<interleaved_in_segments<2, false>, T, N>(x[4 * i + 2], high[0], high[1]);
            shuffle<interleaved_in_segments<2, true>, T, N>(x[4 * i + 3], high[0], high[1]);
        }
    }
    // Segment s of that vector belongs to column s * segment + c: collect it from all g.
    if constexpr (segments == 2) {
        SYMPHONIC_UNROLL for (std::size_t c = 0; c < segment; ++c) {
            V const a = x[c], b = x[c + segment];
            shuffle<alternate_segments<false>, T, N>(x[c], a, b);
            shuffle<alternate_segments<true>, T, N>(x[c + segment], a, b);
        }
    } else if constexpr (segments == 4) {
        SYMPHONIC_UNROLL for (std::size_t c = 0; c < segment; ++c) {
            V even[2], odd[2];
            SYMPHONIC_UNROLL for (std::size_t k = 0; k < 2; ++k) {
                V const &a = x[c + 2 * k * segment], &b = x[c + (2 * k + 1) * segment];
                shuffle<alternate_segments<false>, T, N>(even[k], a, b);
                shuffle<alternate_segments<true>, T, N>(odd[k], a, b);
            }
            shuffle<alternate_segments<false>, T, N>(x[c], even[0], even[1]);
            shuffle<alternate_segments<false>, T, N>(x[c + segment], odd[0], odd[1]);
            shuffle<alternate_segments<true>, T, N>(x[c + 2 * segment], even[0], even[1]);
            shuffle<alternate_segments<true>, T, N>(x[c + 3 * segment], odd[0], odd[1]);
        }
    }
}

}   // namespace symphonic::detail
#endif
