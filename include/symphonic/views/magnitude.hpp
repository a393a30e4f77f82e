// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_MAGNITUDE_HPP
#define SYMPHONIC_VIEWS_MAGNITUDE_HPP

#include <symphonic/views/detail/bin_map.hpp>

namespace symphonic {
namespace detail {

/// A stream of spectra that can compute magnitudes itself, faster than from its bins: an rvalue with a member
/// magnitude() that returns the stream to use instead. A user's stream may have one.
template <class S> concept fuses_magnitude = requires(S&& spectra) { std::forward<S>(spectra).magnitude(); };

struct magnitude_fn : stage {
    template <spectrum_stream S>
    [[nodiscard]] constexpr auto operator()(S&& spectra) const {
        if constexpr (fuses_magnitude<S>) return std::forward<S>(spectra).magnitude();
        else return bin_map_stream<upstream_t<S>, domain::magnitude>(as_stream(std::forward<S>(spectra)));
    }
};

}   // namespace detail
namespace views {

/// Computes the magnitude |X| = sqrt(re^2 + im^2) of each bin, not scaled.
/// - Input: spectra.
/// - Output: std::span<const T>, one number per bin, of domain magnitude.
/// - Tail: none.
/// - Lifetime: a row is valid until the next ++.
/// - Errors: none.
/// - Cost: directly after stft one fused stage. Otherwise a square root per bin and one buffer, allocated with the
///   first element.
inline constexpr detail::magnitude_fn magnitude{};

}
}   // namespace symphonic
#endif
