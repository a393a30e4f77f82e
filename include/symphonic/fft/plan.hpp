// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_FFT_PLAN_HPP
#define SYMPHONIC_FFT_PLAN_HPP

#include <symphonic/core/detail/span_of.hpp>
#include <symphonic/fft/builtin.hpp>
#include <symphonic/fft/detail/thread_scratch.hpp>
#include <symphonic/kernels/gain.hpp>

namespace symphonic {

/// Options of fft_plan and of the functions that make one.
struct fft_options {
    fft_engine const* engine = nullptr;   ///< null: the built-in engine; `fftw()` of fft/fftw.hpp is another
};

/// Describes several transforms of one size in one call. Distances and strides are in elements of the span: real
/// numbers, complex numbers or bins.
struct fft_batch {
    std::size_t count = 1;          ///< number of transforms; 0 makes none
    std::size_t in_distance = 0;    ///< between the first elements of successive transforms; 0: they have no gap
    std::size_t out_distance = 0;   ///< the same for the results
    std::size_t in_stride =
        1;   ///< between successive elements of a transform; for interleaved samples, the number of channels
    std::size_t out_stride = 1;   ///< the same for the results
};

/// The discrete Fourier transform of one size n, an immutable value: cheap to copy, and threads may share it without
/// locks. A moved-from plan may only be assigned to and destroyed.
///
/// E is the type of the signal. A real signal (float or double) of n numbers has n/2 + 1 bins, a complex one
/// (std::complex<float> or std::complex<double>) has n. Forward is not scaled, inverse is scaled by 1/n, as in
/// numpy.fft and scipy.fft:
///
///     forward   X[k] = sum over i of x[i] exp(-2 pi j i k / n)
///     inverse   x[i] = 1/n sum over k of X[k] exp(+2 pi j i k / n)
///
/// Spans of the wrong size throw argument_error. Memory may have any alignment. Input and output may start at
/// the same address (in place) or must not overlap. In place, a real transform needs memory for all bins(), which is more
/// than size() numbers. NaN and infinity spread over the whole result.
///
/// Calls take a workspace of at least workspace() bytes, aligned to 64. If none is passed, a call uses a buffer of its
/// thread, which grows when a larger one is needed.
template <class E>
class fft_plan {
public:
    /// The type of a bin: std::complex<float> or std::complex<double>.
    using bin = bin_t<E>;

    /// Throws argument_error for a size of 0, one beyond fft_engine::max_size, and one that the engine does not
    /// support. The built-in engine and fftw() cache the 16 most recently used plans of up to 65,536 points; making any
    /// other plan computes n sines and cosines and allocates as much memory.
    explicit fft_plan(std::size_t size, fft_options options = {})
        : kernel_(make_kernel(size, options.engine)), size_(size) {}

    /// n, the number of elements of a signal.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// The number of bins: size()/2 + 1 for real signals, size() for complex ones.
    [[nodiscard]] std::size_t bins() const noexcept { return std::is_same_v<E, bin> ? size_ : size_ / 2 + 1; }
    /// Bytes that a call with a workspace needs.
    [[nodiscard]] std::size_t workspace() const noexcept { return kernel_->workspace(); }
    /// Bytes that a batch needs: more if a stride is not 1, because elements are then gathered first.
    [[nodiscard]] std::size_t workspace(const fft_batch& batch) const noexcept {
        return gather_bytes(batch) + detail::whole_cache_lines(workspace());
    }

    /// Transforms size() elements into bins() bins.
    void forward(detail::span_arg<E const> in, detail::span_arg<bin> out, std::span<std::byte> work = {}) const {
        require_size(in.size(), size(), "numbers in");
        require_size(out.size(), bins(), "bins out");
        with_workspace(work, workspace(), [&](std::byte* memory) { kernel_->forward(in.data(), out.data(), memory); });
    }
    /// Transforms bins() bins into size() elements, scaled by 1/size().
    void inverse(detail::span_arg<bin const> in, detail::span_arg<E> out, std::span<std::byte> work = {}) const {
        require_size(in.size(), bins(), "bins in");
        require_size(out.size(), size(), "numbers out");
        with_workspace(work, workspace(), [&](std::byte* memory) { scaled_inverse(in.data(), out.data(), memory); });
    }

    /// Makes batch.count transforms. Throws argument_error if the batch reaches beyond a span and for a stride of 0. In
    /// place, the result of a transform must not overlap the input of the next.
    void forward(detail::span_arg<E const> in, detail::span_arg<bin> out, const fft_batch& batch,
                 std::span<std::byte> work = {}) const {
        run_batch(in, size(), out, bins(), batch, work,
                  [this](E const* x, bin* X, std::byte* memory) { kernel_->forward(x, X, memory); });
    }
    /// Makes batch.count inverse transforms, each scaled by 1/size(). Throws as forward.
    void inverse(detail::span_arg<bin const> in, detail::span_arg<E> out, const fft_batch& batch,
                 std::span<std::byte> work = {}) const {
        run_batch(in, bins(), out, size(), batch, work,
                  [this](bin const* X, E* x, std::byte* memory) { scaled_inverse(X, x, memory); });
    }

private:
    [[nodiscard]] static fft_engine::kernel_ptr<E> make_kernel(std::size_t size, fft_engine const* engine) {
        return engine != nullptr ? engine->kernel<E>(size) : detail::make_builtin_kernel<E>(size);
    }
    void scaled_inverse(bin const* in, E* out, std::byte* work) const {
        using T = real_t<E>;
        kernel_->inverse(in, out, work);
        gain(std::span{reinterpret_cast<T*>(out), size_ * (sizeof(E) / sizeof(T))}, 1 / static_cast<double>(size_));
    }

    void require_size(std::size_t given, std::size_t expected, char const* what) const {
        if (given != expected)
            throw argument_error("fft: ", given, " ", what, ", expected ", expected, " for a size of ", size_);
    }
    /// Calls f(memory) with `work` or, if it is a null span, with memory of the thread.
    template <class F> static void with_workspace(std::span<std::byte> work, std::size_t bytes, const F& f) {
        if (work.data() == nullptr) return f(detail::thread_scratch{bytes}.data());
        if (work.size() < bytes)
            throw argument_error("fft: a workspace of ", work.size(), " bytes, expected at least ", bytes);
        auto const address = reinterpret_cast<std::uintptr_t>(work.data());
        auto const alignment = address & -address;
        if (alignment < 64) throw argument_error("fft: a workspace aligned to ", alignment, " bytes, expected 64");
        f(work.data());
    }

    /// Bytes for the elements and bins of one transform whose elements must be gathered.
    [[nodiscard]] std::size_t gather_bytes(const fft_batch& batch) const noexcept {
        if (batch.in_stride == 1 && batch.out_stride == 1) return 0;
        return detail::whole_cache_lines(size() * sizeof(E)) + detail::whole_cache_lines(bins() * sizeof(bin));
    }
    /// Throws unless `count` transforms of n elements each lie within `given` elements.
    static void require_batch(std::size_t given, std::size_t n, std::size_t count, std::size_t distance,
                              std::size_t stride, char const* what) {
        std::size_t last = 0, first_of_last = 0, within = 0;   // indices
        bool const overflows = __builtin_mul_overflow(count - 1, distance, &first_of_last) ||
                               __builtin_mul_overflow(n - 1, stride, &within) ||
                               __builtin_add_overflow(first_of_last, within, &last);
        if (overflows || last >= given)
            throw argument_error("fft: ", given, " ", what, " for a batch of ", count, " transforms of ", n,
                                 " numbers, stride ", stride, ", distance ", distance);
    }
    template <class In, class Out, class F>
    void run_batch(std::span<In const> in, std::size_t in_size, std::span<Out> out, std::size_t out_size,
                   const fft_batch& batch, std::span<std::byte> work, const F& transform) const {
        if (batch.count == 0) return;
        if (batch.in_stride == 0 || batch.out_stride == 0)
            throw argument_error("fft: a batch with in_stride ", batch.in_stride, " and out_stride ", batch.out_stride,
                                 ", expected 1 or more");
        auto const in_distance = batch.in_distance != 0 ? batch.in_distance : in_size * batch.in_stride;
        auto const out_distance = batch.out_distance != 0 ? batch.out_distance : out_size * batch.out_stride;
        require_batch(in.size(), in_size, batch.count, in_distance, batch.in_stride, "numbers in");
        require_batch(out.size(), out_size, batch.count, out_distance, batch.out_stride, "numbers out");
        with_workspace(work, workspace(batch), [&](std::byte* memory) {
            auto* const x = reinterpret_cast<In*>(memory);
            auto* const y = reinterpret_cast<Out*>(memory + detail::whole_cache_lines(in_size * sizeof(In)));
            memory += gather_bytes(batch);
            for (std::size_t b = 0; b < batch.count; ++b) {
                In const* source = in.data() + b * in_distance;
                Out* const to = out.data() + b * out_distance;
                if (batch.in_stride != 1) {
                    for (std::size_t i = 0; i < in_size; ++i) x[i] = source[i * batch.in_stride];
                    source = x;
                }
                transform(source, batch.out_stride == 1 ? to : y, memory);
                if (batch.out_stride != 1)
                    for (std::size_t i = 0; i < out_size; ++i) to[i * batch.out_stride] = y[i];
            }
        });
    }

    fft_engine::kernel_ptr<E> kernel_;
    std::size_t size_;
};

}   // namespace symphonic
#endif
