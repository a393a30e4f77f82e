// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_POWER_HPP
#define SYMPHONIC_VIEWS_POWER_HPP

#include <symphonic/views/detail/bin_map.hpp>

namespace symphonic {
namespace detail {

/// A stream of spectra that can compute powers itself, faster than from its bins: an rvalue with a member power() that
/// returns the stream to use instead. A user's stream may have one.
template <class S> concept fuses_power = requires(S&& spectra) { std::forward<S>(spectra).power(); };

struct power_fn : stage {
    template <spectrum_stream S>
    [[nodiscard]] constexpr auto operator()(S&& spectra) const {
        if constexpr (fuses_power<S>) return std::forward<S>(spectra).power();
        else return bin_map_stream<upstream_t<S>, domain::power>(as_stream(std::forward<S>(spectra)));
    }
};

}   // namespace detail
namespace views {

/// Computes the power |X|^2 = re^2 + im^2 of each bin, not scaled.
/// - Input: spectra.
/// - Output: std::span<const T>, one number per bin, of domain power.
/// - Tail: none.
/// - Lifetime: a row is valid until the next ++.
/// - Errors: none.
/// - Cost: directly after stft one fused stage. Otherwise two multiplications per bin and one buffer, allocated with
///   the first element.
inline constexpr detail::power_fn power{};

}
}   // namespace symphonic
#endif
