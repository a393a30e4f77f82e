// SPDX-License-Identifier: MIT
// power: |X|^2 of each bin.
//   in        a spectrum
//   out       power, std::span<const T>; re^2 + im^2, not scaled
//   tail      none
//   lifetime  a row is lent until the next ++
//   errors    none
//   cost      after an rvalue stft it fuses into it; else two multiplications a bin and one buffer, made with the first
//             element
#ifndef SYMPHONIC_VIEWS_POWER_HPP
#define SYMPHONIC_VIEWS_POWER_HPP

#include <symphonic/views/detail/bin_map.hpp>

namespace symphonic {
namespace detail {

/// A spectrum that can give its power better itself, and is ours to take apart. Any stream may offer it, a user's too.
template <class S> concept fuses_power = requires(S&& spectrum) { std::forward<S>(spectrum).power(); };

struct power_fn : stage {
    template <spectrum_stream S>
    [[nodiscard]] constexpr auto operator()(S&& spectrum) const {
        if constexpr (fuses_power<S>) return std::forward<S>(spectrum).power();
        else return each_bin_stream<upstream_t<S>, domain::power>(as_stream(std::forward<S>(spectrum)));
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::power_fn power{};
}
}   // namespace symphonic
#endif
