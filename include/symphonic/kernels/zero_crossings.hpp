// SPDX-License-Identifier: MIT
// zero_crossings: how often a signal changes sign.
#ifndef SYMPHONIC_KERNELS_ZERO_CROSSINGS_HPP
#define SYMPHONIC_KERNELS_ZERO_CROSSINGS_HPP

#include <symphonic/kernels/sample.hpp>
#include <symphonic/simd/detail/math.hpp>

namespace symphonic {
namespace detail {

/// Counts the changes of x < 0.
struct sign_changes {
    bool before = false;   // whether the last sample was negative
    std::size_t count = 0;

    /// Bit k of the first N says whether sample k is negative.
    template <std::size_t N> SYMPHONIC_KERNEL constexpr void add(std::uint64_t negative) noexcept {
        std::uint64_t const changed = (negative ^ (negative << 1 | static_cast<std::uint64_t>(before))) << (64 - N);
        count += static_cast<std::size_t>(__builtin_popcountll(changed));
        before = negative >> (N - 1) != 0;
    }
    template <class T> SYMPHONIC_KERNEL constexpr void add_one(T sample) noexcept {
        count += (sample < 0) != before;
        before = sample < 0;
    }
};

/// Bit k says whether x[k] < 0, for the N that look(k, vector) is called with on the way.
template <class Target, std::size_t N, class T, class Look>
SYMPHONIC_KERNEL constexpr std::uint64_t negatives_of(T const* x, const Look& look) noexcept {
    constexpr std::size_t step = width<Target, T>;
    std::uint64_t bits = 0;
    unroll<N / step>([&](auto k) SYMPHONIC_KERNEL {
        vec<Target, T> value;
        load(value, x + k * step);
        look(k, value);
        bits |= static_cast<std::uint64_t>(sign_mask<T, step>(value)) << (k * step);
    });
    return bits;
}

struct zero_crossings_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr std::size_t run(T const* x, std::size_t n) noexcept {
        sign_changes changes{.before = n > 0 && x[0] < 0};
        T const* const end = x + n;
        if constexpr (width<Target, T> > 1)
            for (; n >= 64; n -= 64, x += 64)
                changes.add<64>(negatives_of<Target, 64>(x, [](auto, const auto&) SYMPHONIC_KERNEL {}));
        for (; x != end; ++x) changes.add_one(*x);
        return changes.count;
    }
};

}   // namespace detail

/// How often x[i] < 0 differs from x[i - 1] < 0. Zero, -0.0 and NaN count as not negative. Empty: 0. One pass at the
/// speed of memory; no allocation. librosa.zero_crossings with pad=False counts signs of -0.0 and NaN instead.
template <sample_range R> [[nodiscard, gnu::always_inline]] constexpr std::size_t zero_crossings(const R& x) noexcept {
    return detail::on_samples<detail::zero_crossings_kernel>(x);
}

}   // namespace symphonic
#endif
