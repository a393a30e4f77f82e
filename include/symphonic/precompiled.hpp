// SPDX-License-Identifier: MIT
// What the library symphonic::precompiled contains: the only list.
//
// - A program that links the target is compiled with SYMPHONIC_PRECOMPILED. simd/detail/dispatch.hpp then includes this file, which
//   declares the kernels below `extern template`, and headers such as io/reader.hpp leave out the definitions of the classes below:
//   the compiler does not compile them, the linker takes them from the library. A kernel that is missing here is compiled in each
//   unit that uses it.
// - The source of the library is compiled with SYMPHONIC_PRECOMPILED_SOURCE. It includes symphonic.hpp and this file.
//
// The library has the kernels for units without instruction-set flags (baseline_flags). A unit with such flags compiles its own.
#ifndef SYMPHONIC_PRECOMPILED_HPP
#define SYMPHONIC_PRECOMPILED_HPP

#if defined(SYMPHONIC_PRECOMPILED)
#define SYMPHONIC_TEMPLATE extern template
#elif defined(SYMPHONIC_PRECOMPILED_SOURCE)
#define SYMPHONIC_TEMPLATE template
#endif

#ifdef SYMPHONIC_TEMPLATE
#include <cstddef>
#include <cstdint>

#include <symphonic/core/detail/build_settings.hpp>
#include <symphonic/simd/detail/dispatch.hpp>

namespace symphonic {

enum class pcm : unsigned char;
struct signal_range;
struct signal_summary;

namespace detail {

struct dot_kernel;
struct downmix_kernel;
struct fade_kernel;
struct float_to_int_kernel;
struct from_pcm_kernel;
struct gain_kernel;
struct int_to_float_kernel;
struct level_kernel;
struct minmax_kernel;
struct mix_kernel;
struct strided_copy_kernel;
template <class Store> struct store_bins_kernel;
template <class Term> struct sum_kernel;
struct plain_term;
struct square_term;
struct summary_kernel;
struct summary_result_kernel;
struct summary_state;
template <bool TakeRoot> struct to_absolute_value;
struct to_pcm_kernel;
struct zero_crossings_kernel;

// The entry functions of a kernel, with its result and the types of its arguments.
#define SYMPHONIC_ENTRY(ON_SET, KERNEL, RESULT, ...)                                                                   \
    SYMPHONIC_TEMPLATE RESULT ON_SET<KERNEL, baseline_flags, RESULT, __VA_ARGS__>(__VA_ARGS__);
#ifdef SYMPHONIC_VECTORS
#define SYMPHONIC_ENTRIES(...)                                                                                         \
    SYMPHONIC_ENTRY(on_scalar, __VA_ARGS__)                                                                            \
    SYMPHONIC_ENTRY(on_sse2, __VA_ARGS__)                                                                              \
    SYMPHONIC_ENTRY(on_avx2, __VA_ARGS__)                                                                              \
    SYMPHONIC_ENTRY(on_avx512, __VA_ARGS__)
#else
#define SYMPHONIC_ENTRIES(...) SYMPHONIC_ENTRY(on_scalar, __VA_ARGS__)
#endif

// Kernels that measure samples of float, double and std::int16_t.
#define SYMPHONIC_MEASURES(T)                                                                                          \
    SYMPHONIC_ENTRIES(sum_kernel<plain_term>, double, T const*, std::size_t)                                           \
    SYMPHONIC_ENTRIES(sum_kernel<square_term>, double, T const*, std::size_t)                                          \
    SYMPHONIC_ENTRIES(minmax_kernel, signal_range, T const*, std::size_t)                                              \
    SYMPHONIC_ENTRIES(zero_crossings_kernel, std::size_t, T const*, std::size_t)                                       \
    SYMPHONIC_ENTRIES(summary_kernel, void, T const*, std::size_t, summary_state*)
SYMPHONIC_MEASURES(float)
SYMPHONIC_MEASURES(double)
SYMPHONIC_MEASURES(std::int16_t)
SYMPHONIC_ENTRIES(summary_result_kernel, signal_summary, summary_state const*)
#undef SYMPHONIC_MEASURES

// Kernels that change or convert samples of float and double.
#define SYMPHONIC_CONVERSIONS(T)                                                                                       \
    SYMPHONIC_ENTRIES(dot_kernel, double, T const*, std::size_t, T const*)                                             \
    SYMPHONIC_ENTRIES(gain_kernel, void, T const*, std::size_t, T*, T)                                                 \
    SYMPHONIC_ENTRIES(mix_kernel, void, T const*, std::size_t, T*, T)                                                  \
    SYMPHONIC_ENTRIES(fade_kernel, void, T*, std::size_t, std::size_t, double, double)                                 \
    SYMPHONIC_ENTRIES(level_kernel, void, T const*, std::size_t, T*, T, T, T, bool)                                    \
    SYMPHONIC_ENTRIES(downmix_kernel, void, T const*, std::size_t, std::size_t, T*)                                    \
    SYMPHONIC_ENTRIES(store_bins_kernel<to_absolute_value<false>>, void, T const*, std::size_t, T*)                    \
    SYMPHONIC_ENTRIES(store_bins_kernel<to_absolute_value<true>>, void, T const*, std::size_t, T*)                     \
    SYMPHONIC_ENTRIES(strided_copy_kernel, void, T const*, std::size_t, std::size_t, T*, std::size_t)                  \
    SYMPHONIC_ENTRIES(float_to_int_kernel, void, T const*, std::size_t, std::int16_t*, int)                            \
    SYMPHONIC_ENTRIES(float_to_int_kernel, void, T const*, std::size_t, std::int32_t*, int)                            \
    SYMPHONIC_ENTRIES(int_to_float_kernel, void, std::int16_t const*, std::size_t, T*)                                 \
    SYMPHONIC_ENTRIES(from_pcm_kernel, void, std::byte const*, std::size_t, pcm, bool, T*)                             \
    SYMPHONIC_ENTRIES(to_pcm_kernel, void, T const*, std::size_t, pcm, bool, std::byte*)
SYMPHONIC_CONVERSIONS(float)
SYMPHONIC_CONVERSIONS(double)
#undef SYMPHONIC_CONVERSIONS

#undef SYMPHONIC_ENTRIES
#undef SYMPHONIC_ENTRY
#undef SYMPHONIC_TEMPLATE

}   // namespace detail

#ifndef SYMPHONIC_PRECOMPILED
static_assert(detail::unit_flags == detail::baseline_flags,
              "compile the library without instruction-set flags such as -mavx2: its kernels choose the instruction "
              "set at run time");

// io/reader.hpp, io/writer.hpp
template class basic_reader<float>;
template class basic_reader<double>;
template class basic_writer<>;

// fft/builtin.hpp, fft/windowed_fft.hpp
template fft_engine const* builtin_fft<void>() noexcept;
template fft_engine::kernel_ptr<float> detail::make_builtin_kernel<float>(std::size_t);
template fft_engine::kernel_ptr<double> detail::make_builtin_kernel<double>(std::size_t);
template fft_engine::kernel_ptr<std::complex<float>> detail::make_builtin_kernel<std::complex<float>>(std::size_t);
template fft_engine::kernel_ptr<std::complex<double>> detail::make_builtin_kernel<std::complex<double>>(std::size_t);
template class windowed_fft<float>;
template class windowed_fft<double>;

// spectral/detail/overlap_add.hpp, spectral/detail/convolver.hpp
template class detail::overlap_add<float>;
template class detail::overlap_add<double>;
template class detail::convolver<float>;
template class detail::convolver<double>;
#endif

}   // namespace symphonic
#endif
#endif
