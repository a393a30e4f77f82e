// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_MAP_SAMPLES_HPP
#define SYMPHONIC_VIEWS_MAP_SAMPLES_HPP

#include <memory>

#include <symphonic/views/detail/sample_map.hpp>

namespace symphonic {
namespace detail {

/// Calls a user's function for each sample. The function has a fixed address, so it may refer to itself.
template <class F> struct apply_to_samples {
    std::unique_ptr<F> function;
    template <class T> void operator()(std::span<const T> in, std::span<T> out) const {
        auto& f = *function;
        for (std::size_t i = 0; i < in.size(); ++i) out[i] = static_cast<T>(f(in[i]));
    }
};

template <class F, class T>
concept function_of_a_sample = requires(F& f, T sample) {
    { f(sample) } -> std::convertible_to<T>;
};

template <std::copy_constructible F>
struct map_samples_stage : stage {
    F function;
    constexpr explicit map_samples_stage(F f) : function(std::move(f)) {}
    template <signal_stream S>
        requires function_of_a_sample<F, sample_t<S>>
    [[nodiscard]] constexpr auto operator()(S&& signal) const {
        return sample_map_stream<upstream_t<S>, apply_to_samples<F>>(as_stream(std::forward<S>(signal)),
                                                                     {std::make_unique<F>(function)});
    }
};

struct map_samples_fn : stage_factory {
    template <std::copy_constructible F>
    [[nodiscard]] constexpr auto operator()(F f) const {
        return map_samples_stage<F>(std::move(f));
    }
};

}   // namespace detail
namespace views {

/// Calls a function for each sample: `map_samples([](float x) { return x * x; })`. The function is called once for each
/// sample, in order, channels interleaved, and may have state, as a recursive filter does. Overlapping analysis frames
/// pass the same sample several times.
/// - Input: blocks of samples, any number of channels, or analysis frames.
/// - Output: the same in the same domain and format, each sample x as T(f(x)).
/// - Tail: none.
/// - Lifetime: an element is valid until the next ++. f is copied into each pipeline; its state stays when a borrowed
///   reader is sought.
/// - Errors: what f throws. The element is lost; the next ++ continues with the following one.
/// - Cost: one call of f per sample. One buffer, as in gain, and one allocation for f when the stage is applied.
inline constexpr detail::map_samples_fn map_samples{};

}
}   // namespace symphonic
#endif
