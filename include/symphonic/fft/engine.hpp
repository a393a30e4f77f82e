// SPDX-License-Identifier: MIT
// The interface of transform engines: implement it to use your own with plans and stages.
#ifndef SYMPHONIC_FFT_ENGINE_HPP
#define SYMPHONIC_FFT_ENGINE_HPP

#include <complex>
#include <cstddef>
#include <memory>

#include <symphonic/core/errors.hpp>

namespace symphonic {

namespace detail {

template <class E> struct bin_of {
    using type = std::complex<E>;
};
template <class T> struct bin_of<std::complex<T>> {
    using type = std::complex<T>;
};

/// `bytes` rounded up to whole cache lines, so that the next part of a workspace is aligned to 64 bytes.
[[nodiscard]] constexpr std::size_t whole_cache_lines(std::size_t bytes) noexcept { return (bytes + 63) / 64 * 64; }

/// The type E in error messages.
template <class E> inline constexpr char const* element_name = nullptr;
template <> inline constexpr char const* element_name<float> = "float";
template <> inline constexpr char const* element_name<double> = "double";
template <> inline constexpr char const* element_name<std::complex<float>> = "complex float";
template <> inline constexpr char const* element_name<std::complex<double>> = "complex double";

}   // namespace detail

/// The type of the bins of signals of E: std::complex<T> for E = T and for E = std::complex<T>.
template <class E> using bin_t = typename detail::bin_of<E>::type;
/// The real type of E: T for E = T and for E = std::complex<T>.
template <class E> using real_t = typename bin_t<E>::value_type;

/// A transform of one size n. It is immutable, so threads may share it.
///
/// E is the type of the signal: float or double (n numbers have n/2 + 1 bins), std::complex<float> or
/// std::complex<double> (n bins). In both functions `work` is workspace() bytes, aligned to 64, used by this call only.
/// `in` and `out` may have any alignment. Either they begin at the same address, or they do not overlap and `in` is not
/// changed.
template <class E>
class fft_kernel {
public:
    virtual ~fft_kernel() = default;
    /// Size of `work` in bytes.
    [[nodiscard]] virtual std::size_t workspace() const noexcept = 0;
    /// out[k] = sum over i of in[i] exp(-2 pi j i k / n)
    virtual void forward(E const* in, bin_t<E>* out, std::byte* work) const noexcept = 0;
    /// out[i] = sum over k of in[k] exp(+2 pi j i k / n), not scaled. For a real E, bins above n/2 are the conjugates
    /// of those given; the imaginary parts of bin 0 and, if n is even, of bin n/2 count as 0.
    virtual void inverse(bin_t<E> const* in, E* out, std::byte* work) const noexcept = 0;
};

/// Makes transforms. Override the functions for the types that your engine supports; the others return null, and a plan
/// then throws argument_error with name(). All functions must be thread-safe; `size` is at least 1. The engine must
/// outlive every plan and stage that is made with it.
class fft_engine {
public:
    /// A transform, shared by the plans of its size.
    template <class E> using kernel_ptr = std::shared_ptr<const fft_kernel<E>>;

    /// The largest size of a transform: the bytes of a larger plan do not fit std::size_t.
    static constexpr std::size_t max_size = std::size_t{1} << (8 * sizeof(std::size_t) - 12);

    virtual ~fft_engine() = default;
    /// The name in error messages.
    [[nodiscard]] virtual char const* name() const noexcept = 0;
    /// Makes the transform of `size` floats.
    [[nodiscard]] virtual kernel_ptr<float> real_float(std::size_t) const { return {}; }
    /// Makes the transform of `size` doubles.
    [[nodiscard]] virtual kernel_ptr<double> real_double(std::size_t) const { return {}; }
    /// Makes the transform of `size` std::complex<float>.
    [[nodiscard]] virtual kernel_ptr<std::complex<float>> complex_float(std::size_t) const { return {}; }
    /// Makes the transform of `size` std::complex<double>.
    [[nodiscard]] virtual kernel_ptr<std::complex<double>> complex_double(std::size_t) const { return {}; }

    /// Throws argument_error unless `size` is 1 to max_size.
    static void require_size(std::size_t size) {
        if (size == 0 || size > max_size) throw argument_error("fft: size ", size, ", expected 1 to ", max_size);
    }

    /// Makes the transform of `size` elements of type E by one of the four functions. Throws argument_error for a size
    /// out of range and if the engine returns null.
    template <class E> [[nodiscard]] kernel_ptr<E> kernel(std::size_t size) const {
        require_size(size);
        kernel_ptr<E> result;
        if constexpr (std::is_same_v<E, float>) result = real_float(size);
        else if constexpr (std::is_same_v<E, double>) result = real_double(size);
        else if constexpr (std::is_same_v<E, std::complex<float>>) result = complex_float(size);
        else if constexpr (std::is_same_v<E, std::complex<double>>) result = complex_double(size);
        else
            static_assert(sizeof(E) == 0, "transforms take float, double, std::complex<float> or std::complex<double>");
        if (!result)
            throw argument_error("fft: engine ", name(), " does not support ", detail::element_name<E>,
                                 " transforms of size ", size);
        return result;
    }
};

}   // namespace symphonic
#endif
