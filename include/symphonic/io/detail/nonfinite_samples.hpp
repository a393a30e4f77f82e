// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_NONFINITE_SAMPLES_HPP
#define SYMPHONIC_IO_DETAIL_NONFINITE_SAMPLES_HPP

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

/// Returns the index of the first NaN or infinity, or the number of samples if all are finite.
template <std::floating_point T> [[nodiscard]] std::size_t find_nonfinite(std::span<const T> samples) noexcept {
    if (all_finite(samples)) return samples.size();
    std::size_t i = 0;
    while (samples[i] - samples[i] == 0) ++i;
    return i;
}

/// Returns a message: "channel 1 is -inf".
[[nodiscard, gnu::cold, gnu::noinline]] inline std::string nonfinite_text(double sample, std::size_t channel) {
    char const* const sign = __builtin_signbit(sample) ? "-" : "";
    return message("channel ", channel, " is ", sign, sample != sample ? "nan" : "inf");
}

}   // namespace symphonic::detail
#endif
