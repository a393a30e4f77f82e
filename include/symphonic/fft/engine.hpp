// SPDX-License-Identifier: MIT
// fft_engine: what computes transforms, chosen at run time. The one virtual interface of the library.
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

/// Parts of a workspace begin where its alignment does.
[[nodiscard]] constexpr std::size_t whole_lines(std::size_t bytes) noexcept { return (bytes + 63) / 64 * 64; }

}   // namespace detail

/// What an E transforms into: std::complex<T> of T = float or double as of std::complex<T> itself.
template <class E> using bin_t = typename detail::bin_of<E>::type;
/// The real type of an E: float or double.
template <class E> using real_t = typename bin_t<E>::value_type;

/// A transform of one size, immutable, shared by threads. E is the type of what is transformed: float or double (a real
/// signal of n has n/2 + 1 bins), std::complex<float> or std::complex<double> (n bins).
///
/// `work` is workspace() bytes, aligned to 64, for this call alone. `in` and `out` have any alignment; they begin at the same
/// place, or they do not overlap and `in` is left as it was.
template <class E>
class fft_kernel {
public:
    virtual ~fft_kernel() = default;
    /// Bytes that `work` must hold.
    [[nodiscard]] virtual std::size_t workspace() const noexcept = 0;
    /// out[k] = sum in[i] exp(-2 pi j i k / n)
    virtual void forward(E const* in, bin_t<E>* out, std::byte* work) const noexcept = 0;
    /// out[i] = sum in[k] exp(+2 pi j i k / n), not scaled. For a real E the missing bins are the conjugates of those
    /// given, and the imaginary parts of bin 0 and, for an even n, of the last one are taken as 0.
    virtual void inverse(bin_t<E> const* in, E* out, std::byte* work) const noexcept = 0;
};

/// Makes kernels. What it does not offer it leaves as it is here: a plan then throws argument_error with its name.
/// Planning must be thread-safe; `size` is at least 1. An engine must live as long as something may plan with it.
class fft_engine {
public:
    template <class E> using made = std::shared_ptr<const fft_kernel<E>>;

    /// Beyond it the bytes of a plan could not be counted.
    static constexpr std::size_t largest = std::size_t{1} << (8 * sizeof(std::size_t) - 12);

    virtual ~fft_engine() = default;
    [[nodiscard]] virtual char const* name() const noexcept = 0;
    [[nodiscard]] virtual made<float> real_float(std::size_t) const { return {}; }
    [[nodiscard]] virtual made<double> real_double(std::size_t) const { return {}; }
    [[nodiscard]] virtual made<std::complex<float>> complex_float(std::size_t) const { return {}; }
    [[nodiscard]] virtual made<std::complex<double>> complex_double(std::size_t) const { return {}; }

    /// Throws argument_error for a size that no engine takes.
    static void require(std::size_t size) {
        if (size == 0 || size > largest) throw argument_error("fft: size ", size, ", expected 1 to ", largest);
    }

    /// Any of the four, by type. Throws argument_error for a size of 0 and for what the engine does not offer.
    template <class E> [[nodiscard]] made<E> kernel(std::size_t size) const {
        require(size);
        made<E> result;
        if constexpr (std::is_same_v<E, float>) result = real_float(size);
        else if constexpr (std::is_same_v<E, double>) result = real_double(size);
        else if constexpr (std::is_same_v<E, std::complex<float>>) result = complex_float(size);
        else if constexpr (std::is_same_v<E, std::complex<double>>) result = complex_double(size);
        else static_assert(sizeof(E) == 0, "transforms are of float, double and std::complex of them");
        if (!result) throw argument_error("fft: the engine ", name(), " offers no such transform of size ", size);
        return result;
    }
};

}   // namespace symphonic
#endif
