// SPDX-License-Identifier: MIT
// The concepts that constrain the arguments of the kernels.
#ifndef SYMPHONIC_KERNELS_SAMPLE_HPP
#define SYMPHONIC_KERNELS_SAMPLE_HPP

#include <symphonic/kernels/detail/on_samples.hpp>

namespace symphonic {

/// The type of one number of a signal: float, double or std::int16_t. Functions that measure a signal take int16
/// samples as the integers that they are (32767, not 1.0).
template <class T> concept sample = std::same_as<T, float> || std::same_as<T, double> || std::same_as<T, std::int16_t>;

/// A contiguous range of samples, for input: a vector, a span, an array or, with eigen.hpp, a dense Eigen vector.
template <class R> concept sample_range = sample<detail::sample_in<R>>;

/// A contiguous range of float or double, for output.
template <class R> concept writable_range = sample<detail::item_of<R>> && std::floating_point<detail::item_of<R>>;

}   // namespace symphonic
#endif
