// SPDX-License-Identifier: MIT
// magnitude: |X| of each bin.
//   in        a spectrum
//   out       magnitude, std::span<const T>; the root of re^2 + im^2, not scaled
//   tail      none
//   lifetime  a row is lent until the next ++
//   errors    none
//   cost      after an rvalue stft it fuses into it; else a root a bin and one buffer, made with the first element
#ifndef SYMPHONIC_VIEWS_MAGNITUDE_HPP
#define SYMPHONIC_VIEWS_MAGNITUDE_HPP

#include <symphonic/views/detail/bin_map.hpp>

namespace symphonic {
namespace detail {

/// A spectrum that can give its magnitude better itself, and is ours to take apart. Any stream may offer it.
template <class S> concept fuses_magnitude = requires(S&& spectrum) { std::forward<S>(spectrum).magnitude(); };

struct magnitude_fn : stage {
    template <spectrum_stream S>
    [[nodiscard]] constexpr auto operator()(S&& spectrum) const {
        if constexpr (fuses_magnitude<S>) return std::forward<S>(spectrum).magnitude();
        else return each_bin_stream<upstream_t<S>, domain::magnitude>(as_stream(std::forward<S>(spectrum)));
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::magnitude_fn magnitude{};
}
}   // namespace symphonic
#endif
