// SPDX-License-Identifier: MIT
// fft_plan: a transform of one size, made once, shared by threads.
#ifndef SYMPHONIC_FFT_PLAN_HPP
#define SYMPHONIC_FFT_PLAN_HPP

#include <span>

#include <symphonic/fft/builtin.hpp>

namespace symphonic {

struct fft_options {
    fft_engine const* engine =
        nullptr;   ///< who computes; null: the built-in engine; `fftw()` of fft/fftw.hpp is another
};

namespace detail {

/// Memory of this thread for one transform, aligned to 64 bytes; it grows to the largest size that the thread met.
[[nodiscard]] inline std::byte* thread_workspace(std::size_t bytes) {
    struct line {
        alignas(64) std::byte bytes[64];
    };
    thread_local std::vector<line> lines;
    if (lines.size() * sizeof(line) < bytes) lines.resize((bytes + sizeof(line) - 1) / sizeof(line));
    return lines.empty() ? nullptr : lines.data()->bytes;
}

}   // namespace detail

/// The discrete Fourier transform of `size` points, an immutable value: cheap to copy, safe to share, never locks.
///
/// E is what is transformed. float or double: a real signal of n has n/2 + 1 bins. std::complex<float> or
/// std::complex<double>: n bins. Forward is not scaled, inverse is scaled by 1/n (numpy.fft, scipy.fft).
///
///     forward   X[k] = sum x[i] exp(-2 pi j i k / n)
///     inverse   x[i] = 1/n sum X[k] exp(+2 pi j i k / n)
///
/// Sizes that do not fit throw argument_error. Input and output do not overlap, or, for a complex E, are the same. NaN
/// and infinity spread over the result. Without a workspace a call may allocate where its thread first meets a larger
/// size; with one, workspace() bytes aligned to 64, it never does.
template <class E>
class fft_plan {
public:
    using bin = bin_t<E>;

    /// Throws argument_error for a size of 0 and what the engine does not offer. Plan outside of loops: it computes
    /// `size` sines and cosines.
    explicit fft_plan(std::size_t size, fft_options options = {})
        : kernel_(make_kernel(size, options.engine)), size_(size) {}

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t bins() const noexcept { return std::is_same_v<E, bin> ? size_ : size_ / 2 + 1; }
    [[nodiscard]] std::size_t workspace() const noexcept { return kernel_->workspace(); }

    /// size() numbers in, bins() out.
    void forward(std::span<E const> in, std::span<bin> out) const {
        expect(in.size(), size(), "numbers in");
        expect(out.size(), bins(), "bins out");
        kernel_->forward(in.data(), out.data(), detail::thread_workspace(workspace()));
    }
    void forward(std::span<E const> in, std::span<bin> out, std::span<std::byte> work) const {
        expect(in.size(), size(), "numbers in");
        expect(out.size(), bins(), "bins out");
        kernel_->forward(in.data(), out.data(), checked(work));
    }
    /// bins() in, size() numbers out.
    void inverse(std::span<bin const> in, std::span<E> out) const {
        expect(in.size(), bins(), "bins in");
        expect(out.size(), size(), "numbers out");
        kernel_->inverse(in.data(), out.data(), detail::thread_workspace(workspace()));
        scale(out);
    }
    void inverse(std::span<bin const> in, std::span<E> out, std::span<std::byte> work) const {
        expect(in.size(), bins(), "bins in");
        expect(out.size(), size(), "numbers out");
        kernel_->inverse(in.data(), out.data(), checked(work));
        scale(out);
    }

private:
    [[nodiscard]] static fft_engine::made<E> make_kernel(std::size_t size, fft_engine const* engine) {
        if (engine != nullptr) return engine->kernel<E>(size);
        fft_engine::require(size);
        return detail::builtin_kernel<E>::make(size);
    }
    void expect(std::size_t given, std::size_t expected, char const* what) const {
        if (given != expected)
            throw argument_error("fft: ", given, " ", what, ", expected ", expected, " for a size of ", size_);
    }
    [[nodiscard]] std::byte* checked(std::span<std::byte> work) const {
        if (work.size() < workspace())
            throw argument_error("fft: a workspace of ", work.size(), " bytes, expected ", workspace());
        if (reinterpret_cast<std::uintptr_t>(work.data()) % 64 != 0)
            throw argument_error("fft: a workspace that is not aligned to 64 bytes");
        return work.data();
    }
    void scale(std::span<E> out) const noexcept {
        auto const factor = 1 / static_cast<real_t<E>>(size_);
        for (E& x : out) x *= factor;
    }

    fft_engine::made<E> kernel_;
    std::size_t size_;
};

}   // namespace symphonic
#endif
