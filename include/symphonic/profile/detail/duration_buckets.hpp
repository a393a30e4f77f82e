// SPDX-License-Identifier: MIT
// duration_buckets: a histogram on a logarithmic scale. How many took how long, in constant memory.
#ifndef SYMPHONIC_PROFILE_DETAIL_DURATION_BUCKETS_HPP
#define SYMPHONIC_PROFILE_DETAIL_DURATION_BUCKETS_HPP

#include <bit>
#include <cstddef>
#include <cstdint>

namespace symphonic::detail {

/// 16 buckets an octave, one tick wide at the bottom: the middle of one is within 1/32, 3.2 %, of what lies in it.
struct duration_buckets {
    static constexpr std::size_t count = std::size_t{61} * 16;

    [[nodiscard]] static constexpr std::size_t of(std::uint64_t ticks) noexcept {
        if (ticks < 16) return static_cast<std::size_t>(ticks);
        auto const shift = static_cast<unsigned>(std::bit_width(ticks)) - 5;
        return std::size_t{16} * shift +
               static_cast<std::size_t>(ticks >> shift);   // the first five bits, the first of which is set
    }
    [[nodiscard]] static constexpr double middle(std::size_t bucket) noexcept {
        if (bucket < 32) return static_cast<double>(bucket);
        auto const shift = bucket / 16 - 1;
        auto const width = std::uint64_t{1} << shift;
        return static_cast<double>((16 + bucket % 16) * width) + static_cast<double>(width - 1) / 2;
    }
    /// What `share` of all lie at or below; 0 of none.
    [[nodiscard]] static constexpr double quantile(std::uint64_t const (&counts)[count], double share) noexcept {
        std::uint64_t all = 0, seen = 0;
        for (auto const n : counts) all += n;
        auto const rank = share * static_cast<double>(all);
        for (std::size_t i = 0; i < count; ++i) {
            seen += counts[i];
            if (seen != 0 && static_cast<double>(seen) >= rank) return middle(i);
        }
        return 0;
    }
};

}   // namespace symphonic::detail
#endif
