// SPDX-License-Identifier: MIT
// map_samples(f): a function of yours for each sample.
//   in        samples or frames
//   out       the same in the same domain, each sample x as T(f(x))
//   tail      none
//   lifetime  an element is lent until the next ++. f is copied into each pipeline
//   order     once a sample, in their order, channels interleaved: of samples f may remember what it saw, as a recursive
//             filter does. Overlapping frames show it a sample more than once
//   errors    whatever f throws: the element is lost, the next ++ goes on with the one that follows
//   cost      the call; one buffer, as gain; one small allocation when the stage is applied, which keeps f where it is when
//             the stream moves
#ifndef SYMPHONIC_VIEWS_MAP_SAMPLES_HPP
#define SYMPHONIC_VIEWS_MAP_SAMPLES_HPP

#include <memory>

#include <symphonic/views/detail/sample_map.hpp>

namespace symphonic {
namespace detail {

template <class F> struct by_function {
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
        return each_sample_stream<upstream_t<S>, by_function<F>>(as_stream(std::forward<S>(signal)),
                                                                 {std::make_unique<F>(function)});
    }
};

struct map_samples_fn {
    template <std::copy_constructible F>
    [[nodiscard]] constexpr auto operator()(F f) const {
        return map_samples_stage<F>(std::move(f));
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::map_samples_fn map_samples{};
}
}   // namespace symphonic
#endif
