// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_FFT_BUILTIN_HPP
#define SYMPHONIC_FFT_BUILTIN_HPP

#include <symphonic/fft/engine.hpp>

namespace symphonic {
namespace detail {

/// Makes the transform of `size` elements of type E by the built-in engine. Throws argument_error for a size out of range.
template <class E> [[nodiscard]] fft_engine::kernel_ptr<E> make_builtin_kernel(std::size_t size);

}   // namespace detail

/// Returns the built-in engine, the default of every plan and stage: any size, float and double, real and complex.
///
/// It uses the vectors of the active instruction set (simd/instruction_set.hpp). Prime factors up to 31 are passes of
/// that radix; sizes with a larger one use Bluestein's algorithm and take about 5 times as long and as much memory.
/// Making a plan of size n computes n sines and cosines and allocates 8 n to 16 n bytes for float, twice that for
/// double.
template <class U = void>   // compiled only where it is called
[[nodiscard]] fft_engine const* builtin_fft() noexcept;

}   // namespace symphonic

#ifndef SYMPHONIC_PRECOMPILED
#include <symphonic/fft/detail/builtin_definitions.hpp>
#endif

#endif
