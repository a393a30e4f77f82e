// SPDX-License-Identifier: MIT
// sample, sample_range: what the kernels take.
#ifndef SYMPHONIC_KERNELS_SAMPLE_HPP
#define SYMPHONIC_KERNELS_SAMPLE_HPP

#include <symphonic/core/detail/span_of.hpp>
#include <symphonic/simd/detail/dispatch.hpp>

namespace symphonic {

/// One number of a signal: float and double as they are, int16 as the integer it is (32767, not 1.0).
template <class T> concept sample = std::same_as<T, float> || std::same_as<T, double> || std::same_as<T, std::int16_t>;

namespace detail {

template <class R> using sample_in = std::remove_const_t<item_of<const R>>;

// Spans are no variables in constexpr functions: GCC 12 then fails within some expressions of its callers.
template <class R> [[nodiscard, gnu::always_inline]] constexpr item_of<R>* first_of(R& x) noexcept {
    return span_of(x).data();
}
template <class R> [[nodiscard, gnu::always_inline]] constexpr std::size_t size_of(R& x) noexcept {
    return span_of(x).size();
}

/// NaN for nothing.
[[nodiscard]] SYMPHONIC_KERNEL constexpr double mean_of(double total, std::size_t n) noexcept {
    return n == 0 ? __builtin_nan("") : total / static_cast<double>(n);
}

/// Kernel::run(first sample, how many, more...) on the active instruction set.
template <class Kernel, class R, class... More>
[[gnu::always_inline]] constexpr auto on_samples(const R& x, More... more) noexcept {
    sample_in<R> const* const first = first_of(x);
    return on_best<Kernel>(first, size_of(x), more...);
}

}   // namespace detail

/// Any contiguous range of samples: a vector, a span, an array; with eigen.hpp, a dense Eigen vector.
template <class R> concept sample_range = sample<detail::sample_in<R>>;

/// One that can be written to; of float or double.
template <class R> concept writable_range = sample<detail::item_of<R>> && std::floating_point<detail::item_of<R>>;

}   // namespace symphonic
#endif
