// SPDX-License-Identifier: MIT
// gain(g): louder or softer.
//   in        samples or frames
//   out       the same in the same domain, each sample times g: 2 is 6.02 dB louder, -1 turns it over; nothing is clipped
//   tail      none
//   lifetime  an element is lent until the next ++
//   errors    none
//   cost      one multiplication a sample, in its own type; one buffer, made when the stage is applied, or with the first
//             element where the format does not tell the size
#ifndef SYMPHONIC_VIEWS_GAIN_HPP
#define SYMPHONIC_VIEWS_GAIN_HPP

#include <symphonic/kernels/gain.hpp>
#include <symphonic/views/detail/sample_map.hpp>

namespace symphonic {
namespace detail {

struct times {
    double factor;
    template <class T> void operator()(std::span<const T> in, std::span<T> out) const noexcept {
        on_samples<gain_kernel>(in, out.data(), static_cast<T>(factor));
    }
};

struct gain_stage : stage {
    double factor;
    constexpr explicit gain_stage(double g) : factor(g) {}
    template <signal_stream S>
    [[nodiscard]] constexpr auto operator()(S&& signal) const {
        return each_sample_stream<upstream_t<S>, times>(as_stream(std::forward<S>(signal)), times{factor});
    }
};

struct gain_fn {
    [[nodiscard]] constexpr auto operator()(double factor) const { return gain_stage(factor); }
};

}   // namespace detail
namespace views {
inline constexpr detail::gain_fn gain{};
}
}   // namespace symphonic
#endif
