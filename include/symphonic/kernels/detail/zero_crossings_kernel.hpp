// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DETAIL_ZERO_CROSSINGS_KERNEL_HPP
#define SYMPHONIC_KERNELS_DETAIL_ZERO_CROSSINGS_KERNEL_HPP

#include <symphonic/simd/detail/math.hpp>

namespace symphonic::detail {

/// Counts the changes of x < 0.
struct sign_changes {
    bool negative = false;   // whether the previous sample is negative
    std::size_t count = 0;

    /// Adds N samples. Bit k of the mask is set if sample k is negative.
    template <std::size_t N> SYMPHONIC_KERNEL constexpr void add(std::uint64_t mask) noexcept {
        std::uint64_t const changed = (mask ^ (mask << 1 | static_cast<std::uint64_t>(negative))) << (64 - N);
        count += static_cast<std::size_t>(__builtin_popcountll(changed));
        negative = mask >> (N - 1) != 0;
    }
    template <class T> SYMPHONIC_KERNEL constexpr void add_one(T sample) noexcept {
        count += (sample < 0) != negative;
        negative = sample < 0;
    }
};

/// Returns a mask whose bit k is set if x[k] < 0, for N samples. Calls visit(k, vector) with the vectors that it loads.
template <class Target, std::size_t N, class T, class Visitor>
SYMPHONIC_KERNEL constexpr std::uint64_t negative_mask(T const* x, const Visitor& visit) noexcept {
    constexpr std::size_t step = width<Target, T>;
    std::uint64_t mask = 0;
    SYMPHONIC_UNROLL for (std::size_t k = 0; k < N / step; ++k) {
        vec<Target, T> value;
        load(value, x + k * step);
        visit(k, value);
        mask |= static_cast<std::uint64_t>(sign_mask<T, step>(value)) << (k * step);
    }
    return mask;
}

/// Returns how many samples have another sign than the previous one.
struct zero_crossings_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr std::size_t run(T const* x, std::size_t n) noexcept {
        sign_changes changes{.negative = n > 0 && x[0] < 0};
        T const* const end = x + n;
        if constexpr (width<Target, T> > 1)
            for (; n >= 64; n -= 64, x += 64)
                changes.add<64>(negative_mask<Target, 64>(x, [](auto, const auto&) SYMPHONIC_KERNEL {}));
        for (; x != end; ++x) changes.add_one(*x);
        return changes.count;
    }
};

}   // namespace symphonic::detail
#endif
