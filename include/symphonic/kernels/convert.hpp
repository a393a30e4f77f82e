// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_CONVERT_HPP
#define SYMPHONIC_KERNELS_CONVERT_HPP

#include <symphonic/kernels/detail/convert_kernels.hpp>
#include <symphonic/kernels/detail/require_equal_sizes.hpp>
#include <symphonic/kernels/sample.hpp>

namespace symphonic {
namespace detail {

template <class In, class Out>
concept convertible_samples = (std::floating_point<In> && sample<In> && (integer_sample<Out> || sample<Out>)) ||
                              (std::floating_point<Out> && sample<Out> && integer_sample<In>);

}   // namespace detail

/// Converts samples between int16, int32, float and double. One of the two types is floating point.
///
/// The full scale of an integer of b bits is 2^(b-1) in both directions: the int16 sample -32768 is -1.0, and 32767 is
/// 32767 / 32768. Integers that the floating-point type represents (24 bits in float, 32 in double) are restored
/// exactly. The ranges must not overlap.
/// - To integers: rounds to nearest, halves to even. Values out of range saturate; NaN becomes 0.
/// - Between float and double: rounds to nearest. Infinities and NaN are kept.
/// - Throws argument_error if the sizes differ.
/// - Cost: one pass at the speed of memory; does not allocate.
template <class In, class Out>
    requires detail::convertible_samples<detail::sample_in<In>, detail::item_of<Out>>
[[gnu::always_inline]] constexpr void convert(const In& in, Out&& out) {
    using T = detail::sample_in<In>;
    using U = detail::item_of<Out>;
    detail::require_equal_sizes("convert", in, out);
    U* const to = detail::data_of(out);
    if constexpr (std::integral<T>) detail::on_samples<detail::int_to_float_kernel>(in, to);
    else if constexpr (std::integral<U>)
        detail::on_samples<detail::float_to_int_kernel>(in, to, static_cast<int>(8 * sizeof(U)));
    else detail::on_samples<detail::float_to_float_kernel>(in, to);
}

}   // namespace symphonic
#endif
