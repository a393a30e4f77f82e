// SPDX-License-Identifier: MIT
// fft_plan: a transform of one size, made once, shared by threads.
#ifndef SYMPHONIC_FFT_PLAN_HPP
#define SYMPHONIC_FFT_PLAN_HPP

#include <symphonic/core/detail/span_of.hpp>
#include <symphonic/fft/builtin.hpp>
#include <symphonic/kernels/gain.hpp>

namespace symphonic {

struct fft_options {
    fft_engine const* engine =
        nullptr;   ///< who computes; null: the built-in engine; `fftw()` of fft/fftw.hpp is another
};

/// Many transforms of one size in one call. Everything counts in numbers of the span it speaks of: real numbers, complex
/// numbers or bins.
struct fft_batch {
    std::size_t count = 1;
    std::size_t in_distance = 0;    ///< from the first number of one transform to that of the next; 0: no gap
    std::size_t out_distance = 0;   ///< the same for results
    std::size_t in_stride = 1;      ///< from one number of a transform to the next: the channels, if interleaved
    std::size_t out_stride = 1;
};

namespace detail {

/// Memory for one call, aligned to 64 bytes: that which this thread keeps, as large as it ever needed. A call within a call,
/// by an engine that itself has a plan, and one after the thread's memory is gone, in the destructor of a static object, get
/// memory of their own.
class lent_workspace {
public:
    explicit lent_workspace(std::size_t bytes) {
        if (auto* const mine = kept()) memory_.swap(*mine);
        if (memory_.size() < bytes) memory_.resize(bytes);
    }
    ~lent_workspace() {
        if (auto* const mine = kept(); mine != nullptr && mine->size() < memory_.size()) mine->swap(memory_);
    }
    lent_workspace(const lent_workspace&) = delete;
    lent_workspace& operator=(const lent_workspace&) = delete;

    [[nodiscard]] std::span<std::byte> bytes() noexcept { return memory_; }

private:
    [[nodiscard]] static aligned_vector<std::byte>* kept() noexcept {
        thread_local bool gone = false;   // outlives what has a destructor
        struct keeper {
            aligned_vector<std::byte> memory;
            ~keeper() { gone = true; }
        };
        if (gone) return nullptr;
        thread_local keeper mine;
        return &mine.memory;
    }

    aligned_vector<std::byte> memory_;
};

}   // namespace detail

/// The discrete Fourier transform of `size` points, an immutable value: cheap to copy, safe to share, never locks.
///
/// E is what is transformed. float or double: a real signal of n has n/2 + 1 bins. std::complex<float> or
/// std::complex<double>: n bins. Forward is not scaled, inverse is scaled by 1/n (numpy.fft, scipy.fft).
///
///     forward   X[k] = sum x[i] exp(-2 pi j i k / n)
///     inverse   x[i] = 1/n sum X[k] exp(+2 pi j i k / n)
///
/// Sizes that do not fit throw argument_error. Memory may have any alignment. Input and output begin at the same place (a
/// real transform in place needs room for its bins) or do not overlap. NaN and infinity spread over the result. Without a
/// workspace a call may allocate where its thread first meets a larger size; with one, workspace() bytes aligned to 64,
/// it never does.
template <class E>
class fft_plan {
public:
    using bin = bin_t<E>;

    /// Throws argument_error for a size of 0 and what the engine does not offer. The built-in engine and fftw() remember
    /// the plans used last, of up to 65,536 points; any other size costs as many sines and cosines, and memory.
    explicit fft_plan(std::size_t size, fft_options options = {})
        : kernel_(make_kernel(size, options.engine)), size_(size) {}

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t bins() const noexcept { return std::is_same_v<E, bin> ? size_ : size_ / 2 + 1; }
    [[nodiscard]] std::size_t workspace() const noexcept { return kernel_->workspace(); }
    /// For a batch: more, if numbers must be gathered first.
    [[nodiscard]] std::size_t workspace(const fft_batch& batch) const noexcept {
        return gathered(batch) + detail::whole_lines(workspace());
    }

    /// size() numbers in, bins() out.
    void forward(detail::span_arg<E const> in, detail::span_arg<bin> out) const {
        forward(in, out, detail::lent_workspace{workspace()}.bytes());
    }
    void forward(detail::span_arg<E const> in, detail::span_arg<bin> out, std::span<std::byte> work) const {
        expect(in.size(), size(), "numbers in");
        expect(out.size(), bins(), "bins out");
        kernel_->forward(in.data(), out.data(), checked(work, workspace()));
    }
    /// bins() in, size() numbers out.
    void inverse(detail::span_arg<bin const> in, detail::span_arg<E> out) const {
        inverse(in, out, detail::lent_workspace{workspace()}.bytes());
    }
    void inverse(detail::span_arg<bin const> in, detail::span_arg<E> out, std::span<std::byte> work) const {
        expect(in.size(), bins(), "bins in");
        expect(out.size(), size(), "numbers out");
        inverse_and_scale(in.data(), out.data(), checked(work, workspace()));
    }

    /// A batch: spans that hold all of it, or argument_error. In place, a transform's result must not reach into the input
    /// of the next one.
    void forward(detail::span_arg<E const> in, detail::span_arg<bin> out, const fft_batch& batch) const {
        forward(in, out, batch, detail::lent_workspace{workspace(batch)}.bytes());
    }
    void forward(detail::span_arg<E const> in, detail::span_arg<bin> out, const fft_batch& batch,
                 std::span<std::byte> work) const {
        each(in, size(), out, bins(), batch, work,
             [this](E const* x, bin* X, std::byte* memory) { kernel_->forward(x, X, memory); });
    }
    void inverse(detail::span_arg<bin const> in, detail::span_arg<E> out, const fft_batch& batch) const {
        inverse(in, out, batch, detail::lent_workspace{workspace(batch)}.bytes());
    }
    void inverse(detail::span_arg<bin const> in, detail::span_arg<E> out, const fft_batch& batch,
                 std::span<std::byte> work) const {
        each(in, bins(), out, size(), batch, work,
             [this](bin const* X, E* x, std::byte* memory) { inverse_and_scale(X, x, memory); });
    }

private:
    [[nodiscard]] static fft_engine::made<E> make_kernel(std::size_t size, fft_engine const* engine) {
        if (engine != nullptr) return engine->kernel<E>(size);
        fft_engine::require(size);
        return std::make_shared<const detail::builtin_kernel<E>>(size);
    }
    void inverse_and_scale(bin const* in, E* out, std::byte* work) const {
        using T = real_t<E>;
        kernel_->inverse(in, out, work);
        gain(std::span{reinterpret_cast<T*>(out), size_ * (sizeof(E) / sizeof(T))}, 1 / static_cast<double>(size_));
    }

    void expect(std::size_t given, std::size_t expected, char const* what) const {
        if (given != expected)
            throw argument_error("fft: ", given, " ", what, ", expected ", expected, " for a size of ", size_);
    }
    [[nodiscard]] static std::byte* checked(std::span<std::byte> work, std::size_t bytes) {
        if (work.size() < bytes) throw argument_error("fft: a workspace of ", work.size(), " bytes, expected ", bytes);
        if (reinterpret_cast<std::uintptr_t>(work.data()) % 64 != 0)
            throw argument_error("fft: a workspace that is not aligned to 64 bytes");
        return work.data();
    }

    [[nodiscard]] std::size_t gathered(const fft_batch& batch) const noexcept {
        auto const numbers = detail::whole_lines(size() * sizeof(E)),
                   results = detail::whole_lines(bins() * sizeof(bin));
        return batch.in_stride == 1 && batch.out_stride == 1 ? 0 : numbers + results;
    }
    /// Whether `count` transforms of n numbers each stay within `given`.
    static void expect_batch(std::size_t given, std::size_t n, std::size_t count, std::size_t distance,
                             std::size_t stride, char const* what) {
        std::size_t last = 0, of_all = 0, of_one = 0;   // index of the last number
        bool const counted = !__builtin_mul_overflow(count - 1, distance, &of_all) &&
                             !__builtin_mul_overflow(n - 1, stride, &of_one) &&
                             !__builtin_add_overflow(of_all, of_one, &last);
        if (!counted || last >= given)
            throw argument_error("fft: ", given, " ", what, " for a batch of ", count, " transforms of ", n,
                                 " numbers, stride ", stride, ", distance ", distance);
    }
    template <class In, class Out, class F>
    void each(std::span<In const> in, std::size_t ins, std::span<Out> out, std::size_t outs, const fft_batch& batch,
              std::span<std::byte> work, const F& transform) const {
        if (batch.count == 0) return;
        if (batch.in_stride == 0 || batch.out_stride == 0) throw argument_error("fft: a batch with a stride of 0");
        auto const in_distance = batch.in_distance != 0 ? batch.in_distance : ins * batch.in_stride;
        auto const out_distance = batch.out_distance != 0 ? batch.out_distance : outs * batch.out_stride;
        expect_batch(in.size(), ins, batch.count, in_distance, batch.in_stride, "numbers in");
        expect_batch(out.size(), outs, batch.count, out_distance, batch.out_stride, "numbers out");
        auto* memory = checked(work, workspace(batch));
        auto* const x = reinterpret_cast<In*>(memory);
        auto* const y = reinterpret_cast<Out*>(memory + detail::whole_lines(ins * sizeof(In)));
        memory += gathered(batch);
        for (std::size_t b = 0; b < batch.count; ++b) {
            In const* source = in.data() + b * in_distance;
            Out* const to = out.data() + b * out_distance;
            if (batch.in_stride != 1) {
                for (std::size_t i = 0; i < ins; ++i) x[i] = source[i * batch.in_stride];
                source = x;
            }
            transform(source, batch.out_stride == 1 ? to : y, memory);
            if (batch.out_stride != 1)
                for (std::size_t i = 0; i < outs; ++i) to[i * batch.out_stride] = y[i];
        }
    }

    fft_engine::made<E> kernel_;
    std::size_t size_;
};

}   // namespace symphonic
#endif
