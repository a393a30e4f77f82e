// SPDX-License-Identifier: MIT
// sample, sample_range: what the kernels take.
#ifndef SYMPHONIC_KERNELS_SAMPLE_HPP
#define SYMPHONIC_KERNELS_SAMPLE_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace symphonic {

/// One number of a signal: float and double as they are, int16 as the integer it is (32767, not 1.0).
template <class T> concept sample = std::same_as<T, float> || std::same_as<T, double> || std::same_as<T, std::int16_t>;

namespace detail {

/// Only a std::ranges::contiguous_range becomes a span: one with a stride, which has data() and size() too, does not.
template <class R> using span_of = decltype(std::span{std::declval<const R&>()});
template <class R> using sample_in = std::remove_const_t<typename span_of<R>::element_type>;
template <class R> [[nodiscard]] constexpr std::span<const sample_in<R>> as_span_of_samples(const R& x) noexcept {
    return std::span{x};
}

}   // namespace detail

/// Any contiguous range of samples: a vector, a span, an array.
template <class R> concept sample_range = sample<detail::sample_in<R>>;

}   // namespace symphonic
#endif
