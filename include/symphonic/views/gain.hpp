// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_GAIN_HPP
#define SYMPHONIC_VIEWS_GAIN_HPP

#include <symphonic/kernels/gain.hpp>
#include <symphonic/views/detail/sample_map.hpp>

namespace symphonic {
namespace detail {

struct multiply_samples {
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
        return sample_map_stream<upstream_t<S>, multiply_samples>(as_stream(std::forward<S>(signal)), {factor});
    }
};

struct gain_fn : stage_factory {
    [[nodiscard]] constexpr auto operator()(double factor) const { return gain_stage(factor); }
};

}   // namespace detail
namespace views {

/// Multiplies each sample by a factor: `gain(2)` is 6.02 dB louder, `gain(-1)` inverts the polarity. Does not clip.
/// - Input: blocks of samples, any number of channels, or analysis frames.
/// - Output: the same in the same domain and format.
/// - Tail: none.
/// - Lifetime: an element is valid until the next ++.
/// - Errors: none.
/// - Cost: one multiplication per sample, in the type of the samples. One buffer, allocated when the stage is applied,
///   or with the first element if the format does not tell the size.
inline constexpr detail::gain_fn gain{};

}
}   // namespace symphonic
#endif
