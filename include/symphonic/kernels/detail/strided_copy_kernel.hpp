// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_DETAIL_STRIDED_COPY_KERNEL_HPP
#define SYMPHONIC_KERNELS_DETAIL_STRIDED_COPY_KERNEL_HPP

#include <symphonic/simd/detail/kernel.hpp>

namespace symphonic::detail {

/// to[i * to_stride] = from[i * from_stride]
struct strided_copy_kernel {
    template <class Target, class T>
    SYMPHONIC_KERNEL static constexpr void run(T const* from, std::size_t n, std::size_t from_stride, T* to,
                                               std::size_t to_stride) noexcept {
        for (std::size_t i = 0; i < n; ++i) to[i * to_stride] = from[i * from_stride];
    }
};

}   // namespace symphonic::detail
#endif
