// SPDX-License-Identifier: MIT
// Explicit instantiations of the kernels: defined in support/kernels.cpp, and extern in all other files, which include
// this header first. With the sanitizers, kernels take minutes to compile. A kernel that is missing here only costs
// time.
#pragma once

#include <symphonic/fft/detail/bin_power.hpp>
#include <symphonic/fft/detail/real_fft.hpp>
#include <symphonic/io/detail/all_finite.hpp>
#include <symphonic/kernels.hpp>
#include <symphonic/spectral/detail/convolver.hpp>
#include <symphonic/spectral/detail/overlap_add.hpp>

#ifndef TESTING_COMPILES_KERNELS
#define TESTING_COMPILES_KERNELS extern
#endif

namespace symphonic::detail {

#define TESTING_ENTRY(SET, RESULT, KERNEL, ...)                                                                        \
    TESTING_COMPILES_KERNELS template RESULT on_##SET<KERNEL, unit_flags, __VA_ARGS__>(__VA_ARGS__);
#ifdef SYMPHONIC_VECTORS
#define TESTING_KERNEL_OF(RESULT, ...)                                                                                 \
    TESTING_ENTRY(scalar, RESULT, __VA_ARGS__)                                                                         \
    TESTING_ENTRY(sse2, RESULT, __VA_ARGS__)                                                                           \
    TESTING_ENTRY(avx2, RESULT, __VA_ARGS__)                                                                           \
    TESTING_ENTRY(avx512, RESULT, __VA_ARGS__)
#else
#define TESTING_KERNEL_OF(RESULT, ...) TESTING_ENTRY(scalar, RESULT, __VA_ARGS__)
#endif
#define TESTING_KERNEL(T, ...) TESTING_KERNEL_OF(void, __VA_ARGS__)
#define TESTING_COLUMNS(T, ...) TESTING_KERNEL(T, __VA_ARGS__, pass_shape<T> const*, T const*, T const*, T*, T*)
#define TESTING_COLUMN_PASS(T, R) TESTING_COLUMNS(T, column_pass<R>)
#define TESTING_OUTPUT(T, OUTPUT)                                                                                      \
    TESTING_KERNEL(T, real_pass<OUTPUT>, real_shape<T> const*, T const*, T const*, T*)                                 \
    TESTING_KERNEL(T, store_pass<OUTPUT>, std::size_t, T const*, T const*, T*)
using last_4 = column_pass<4, true>;
using last_8 = column_pass<8, true>;
#define TESTING_KERNELS(T)                                                                                             \
    TESTING_COLUMNS(T, first_pass)                                                                                     \
    TESTING_COLUMNS(T, twiddle_transpose)                                                                              \
    TESTING_COLUMNS(T, any_radix_pass)                                                                                 \
    TESTING_COLUMN_PASS(T, 2)                                                                                          \
    TESTING_COLUMN_PASS(T, 3)                                                                                          \
    TESTING_COLUMN_PASS(T, 4)                                                                                          \
    TESTING_COLUMN_PASS(T, 5)                                                                                          \
    TESTING_COLUMN_PASS(T, 7)                                                                                          \
    TESTING_COLUMN_PASS(T, 8)                                                                                          \
    TESTING_COLUMNS(T, last_4)                                                                                         \
    TESTING_COLUMNS(T, last_8)                                                                                         \
    TESTING_KERNEL(T, deinterleave_pass, std::size_t, T const*, T const*, T*, T*)                                      \
    TESTING_KERNEL(T, multiply_pass, std::size_t, T const*, bool, T const*, T const*, T*)                              \
    TESTING_KERNEL(T, interleave_pass<false>, std::size_t, T const*, T const*, T*)                                     \
    TESTING_KERNEL(T, interleave_pass<true>, std::size_t, T const*, T const*, T*)                                      \
    TESTING_KERNEL(T, real_inverse_pass, real_shape<T> const*, T const*, T*)                                           \
    TESTING_OUTPUT(T, to_complex)                                                                                      \
    TESTING_OUTPUT(T, to_power)                                                                                        \
    TESTING_OUTPUT(T, to_magnitude)                                                                                    \
    TESTING_KERNEL(T, store_bins_kernel<to_power>, T const*, std::size_t, T*)                                          \
    TESTING_KERNEL(T, store_bins_kernel<to_magnitude>, T const*, std::size_t, T*)                                      \
    TESTING_KERNEL(T, add_windowed_kernel, T const*, std::size_t, T const*, T*)                                        \
    TESTING_KERNEL(T, normalise_kernel, T const*, std::size_t, T const*, T*, T)                                        \
    TESTING_KERNEL(T, multiply_bins_kernel, T const*, std::size_t, T*)                                                 \
    TESTING_KERNEL(T, from_pcm_kernel, std::byte const*, std::size_t, pcm, bool, T*)                                   \
    TESTING_KERNEL(T, to_pcm_kernel, T const*, std::size_t, pcm, bool, std::byte*)                                     \
    TESTING_KERNEL(T, gain_kernel, T const*, std::size_t, T*, T)                                                       \
    TESTING_KERNEL(T, downmix_kernel, T const*, std::size_t, std::size_t, T*)                                          \
    TESTING_KERNEL(T, level_kernel, T const*, std::size_t, T*, T, T, T, bool)                                          \
    TESTING_KERNEL(T, summary_kernel, T const*, std::size_t, summary_state*)                                           \
    TESTING_KERNEL_OF(bool, finite_kernel, T const*, std::size_t)                                                      \
    TESTING_KERNEL_OF(double, sum_kernel<square_term>, T const*, std::size_t)                                          \
    TESTING_KERNEL_OF(signal_range, minmax_kernel, T const*, std::size_t)                                              \
    TESTING_KERNEL_OF(std::size_t, zero_crossings_kernel, T const*, std::size_t)                                       \
    TESTING_KERNEL_OF(double, sum_kernel<plain_term>, T const*, std::size_t)                                           \
    TESTING_KERNEL_OF(double, dot_kernel, T const*, std::size_t, T const*)                                             \
    TESTING_KERNEL(T, mix_kernel, T const*, std::size_t, T*, T)                                                        \
    TESTING_KERNEL(T, fade_kernel, T*, std::size_t, std::size_t, double, double)                                       \
    TESTING_KERNEL(T, strided_copy_kernel, T const*, std::size_t, std::size_t, T*, std::size_t)                        \
    TESTING_KERNEL(T, float_to_int_kernel, T const*, std::size_t, std::int32_t*, int)                                  \
    TESTING_KERNEL(T, float_to_int_kernel, T const*, std::size_t, std::int16_t*, int)                                  \
    TESTING_KERNEL(T, int_to_float_kernel, std::int16_t const*, std::size_t, T*)

TESTING_KERNEL_OF(double, sum_kernel<square_term>, std::int16_t const*, std::size_t)
TESTING_KERNEL_OF(double, sum_kernel<plain_term>, std::int16_t const*, std::size_t)
TESTING_KERNEL_OF(signal_range, minmax_kernel, std::int16_t const*, std::size_t)
TESTING_KERNEL_OF(std::size_t, zero_crossings_kernel, std::int16_t const*, std::size_t)
TESTING_KERNEL_OF(void, summary_kernel, std::int16_t const*, std::size_t, summary_state*)
TESTING_KERNEL_OF(signal_summary, summary_result_kernel, summary_state const*)
TESTING_KERNELS(float)
TESTING_KERNELS(double)

}   // namespace symphonic::detail
