// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_NONFINITE_SAMPLES_HPP
#define SYMPHONIC_IO_DETAIL_NONFINITE_SAMPLES_HPP

#include <optional>
#include <string>

#include <symphonic/core/io_error.hpp>
#include <symphonic/io/detail/all_finite.hpp>

namespace symphonic::detail {

/// Replaces NaN and infinity by 0.
template <std::floating_point T> void zero_nonfinite(std::span<T> samples) noexcept {
    if (all_finite(std::span<const T>{samples})) return;
    for (T& s : samples)
        if (s - s != 0) s = 0;
}

/// Where a block has its first NaN or infinity.
struct nonfinite_sample {
    std::size_t frame;   // sample frame in the block
    std::string text;    // for a message: "channel 1 is -inf"
};

/// Returns the first NaN or infinity of an interleaved block, or empty if all samples are finite.
template <std::floating_point T>
[[nodiscard]] std::optional<nonfinite_sample> find_nonfinite(std::span<const T> samples, std::size_t channels) {
    if (all_finite(samples)) return {};
    std::size_t i = 0;
    while (samples[i] - samples[i] == 0) ++i;
    char const* const sign = __builtin_signbit(samples[i]) ? "-" : "";
    char const* const kind = samples[i] != samples[i] ? "nan" : "inf";
    return nonfinite_sample{i / channels, message("channel ", i % channels, " is ", sign, kind)};
}

}   // namespace symphonic::detail
#endif
