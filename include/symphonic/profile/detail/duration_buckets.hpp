// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PROFILE_DETAIL_DURATION_BUCKETS_HPP
#define SYMPHONIC_PROFILE_DETAIL_DURATION_BUCKETS_HPP

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace symphonic::detail {

/// A histogram of durations on a logarithmic scale, in constant memory: 16 buckets per octave, the first ones 1 ns wide. The
/// middle of a bucket differs by at most 1/32 (3.2 %) from the durations in it.
struct duration_buckets {
    static constexpr std::size_t count = std::size_t{61} * 16;
    using counts = std::array<std::uint64_t, count>;

    [[nodiscard]] static constexpr std::size_t index_of(unsigned long long duration) noexcept {
        if (duration < 16) return static_cast<std::size_t>(duration);
        auto const shift = static_cast<unsigned>(std::bit_width(duration)) - 5;
        return std::size_t{16} * shift + static_cast<std::size_t>(duration >> shift);   // the 5 leading bits: 16 to 31
    }
    [[nodiscard]] static constexpr double middle(std::size_t bucket) noexcept {
        if (bucket < 32) return static_cast<double>(bucket);
        auto const width = std::uint64_t{1} << (bucket / 16 - 1);
        return static_cast<double>((16 + bucket % 16) * width) + static_cast<double>(width - 1) / 2;
    }
    [[nodiscard]] static constexpr std::uint64_t sum(const counts& histogram) noexcept {
        std::uint64_t sum = 0;
        for (auto const n : histogram) sum += n;
        return sum;
    }
    /// Returns a duration that the fraction `share` of all durations do not exceed; 0 for an empty histogram.
    [[nodiscard]] static constexpr double quantile(const counts& histogram, double share) noexcept {
        auto const all = static_cast<double>(sum(histogram));
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < count; ++i) {
            seen += histogram[i];
            if (seen != 0 && static_cast<double>(seen) >= share * all) return middle(i);
        }
        return 0;
    }
};

}   // namespace symphonic::detail
#endif
