// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DETAIL_REQUIRE_EQUAL_SIZES_HPP
#define SYMPHONIC_KERNELS_DETAIL_REQUIRE_EQUAL_SIZES_HPP

#include <symphonic/core/errors.hpp>
#include <symphonic/kernels/detail/on_samples.hpp>

namespace symphonic::detail {

/// Throws argument_error if the ranges a and b of a function have different sizes.
template <class A, class B>
[[gnu::always_inline]] constexpr void require_equal_sizes(char const* function, const A& a, const B& b) {
    if (size_of(a) != size_of(b))
        throw argument_error(function, ": ranges of ", size_of(a), " and ", size_of(b),
                             " elements, expected equal sizes");
}

}   // namespace symphonic::detail
#endif
