// SPDX-License-Identifier: MIT
// on_samples: runs a kernel on the elements of a contiguous range.
#ifndef SYMPHONIC_KERNELS_DETAIL_ON_SAMPLES_HPP
#define SYMPHONIC_KERNELS_DETAIL_ON_SAMPLES_HPP

#include <symphonic/core/detail/span_of.hpp>
#include <symphonic/simd/detail/dispatch.hpp>

namespace symphonic::detail {

/// The element type of an input range, without const.
template <class R> using sample_in = std::remove_const_t<item_of<const R>>;

// The callers in constexpr functions use these and no variable of type std::span, which GCC 12 rejects in some constant
// expressions.
template <class R> [[nodiscard, gnu::always_inline]] constexpr item_of<R>* data_of(R& x) noexcept {
    return span_of(x).data();
}
template <class R> [[nodiscard, gnu::always_inline]] constexpr std::size_t size_of(R& x) noexcept {
    return span_of(x).size();
}

/// Returns Kernel::run(data of x, size of x, more...) on the active instruction set.
template <class Kernel, class R, class... More>
[[gnu::always_inline]] constexpr auto on_samples(const R& x, More... more) noexcept {
    sample_in<R> const* const data = data_of(x);
    return on_active<Kernel>(data, size_of(x), more...);
}

}   // namespace symphonic::detail
#endif
