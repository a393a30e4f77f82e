// SPDX-License-Identifier: MIT
// Complex transforms of sizes with small factors, as a list of passes over two arrays.
#ifndef SYMPHONIC_FFT_DETAIL_SPLIT_COMPLEX_FFT_HPP
#define SYMPHONIC_FFT_DETAIL_SPLIT_COMPLEX_FFT_HPP

#include <symphonic/fft/detail/column_pass.hpp>
#include <symphonic/fft/detail/factorization.hpp>
#include <symphonic/fft/detail/layout_pass.hpp>
#include <symphonic/fft/detail/transpose_pass.hpp>
#include <symphonic/fft/detail/twiddles.hpp>
#include <symphonic/memory/detail/aligned.hpp>
#include <symphonic/simd/detail/dispatch.hpp>

namespace symphonic::detail {

/// Complex numbers as two arrays.
template <class T> struct split_complex {
    T *re, *im;
};

/// X[k] = sum x[i] exp(-2 pi j i k / points), for has_small_factors(points).
///
/// The points form a matrix. Its columns are transformed; each point is multiplied by its twiddle factor; the matrix is
/// transposed; its columns are transformed again. If it has as many rows as a vector has lanes, one pass does all but
/// the last step. Sizes that are too small for the vectors of the best instruction set use a set with shorter vectors.
/// The division into passes depends on the size and the instruction set only, and so do the bits of the result.
template <class T>
class split_complex_fft {
public:
    [[gnu::cold]] explicit split_complex_fft(std::size_t points)
        : points_(points), array_stride_(padded_array_stride<T>(points)) {
        auto const factors = twiddle_factors<T>(points);   // first, so that a size beyond any memory fails here
        std::size_t rows = 0;
        for (set_ = active_instruction_set(); (rows = matrix_rows(points, vector_width<T>(set_))) == 0;)
            set_ = next_shorter(set_);
        auto const columns = points / rows;

        if (rows > 1 && rows == vector_width<T>(set_)) {
            first_ = kernel_on<first_pass, pass_shape<T> const*, T const*, T const*, T*, T*>(set_);
            first_shape_ = {rows, columns};
            add_first_twiddles(factors, columns, rows);
        } else {
            deinterleave_ = kernel_on<deinterleave_pass, std::size_t, T const*, T const*, T*, T*>(set_);
            if (rows > 1) {
                add_column_passes(factors, columns, rows);
                add(kernel<twiddle_transpose>(), {rows, columns});
                for (bool const imaginary : {false, true})
                    for (std::size_t r = 0; r < rows; ++r)
                        for (std::size_t c = 0; c < columns; ++c) push_part(factors[r * c % points], imaginary);
            }
        }
        add_column_passes(factors, rows, columns);
        set_twiddle_pointers();
    }

    split_complex_fft(split_complex_fft&&) = default;   // move-only: passes_ point into twiddles_

    [[nodiscard]] std::size_t points() const noexcept { return points_; }
    /// The instruction set for passes over the result: its vectors have at most half as many lanes as there are points.
    [[nodiscard]] instruction_set set() const noexcept { return set_; }
    /// Size of `work` in numbers.
    [[nodiscard]] std::size_t workspace() const noexcept { return 4 * array_stride_; }

    /// Transforms in[i] * window[i], both interleaved: real parts are multiplied by real parts, imaginary by imaginary.
    /// A null window is 1. The result lies in `work`; `in` may lie there, too, after workspace().
    [[nodiscard]] split_complex<T> operator()(T const* in, T const* window, T* work) const noexcept {
        split_complex<T> from{work, work + array_stride_}, to{work + 2 * array_stride_, work + 3 * array_stride_};
        if (first_ != nullptr) first_(&first_shape_, in, window, from.re, from.im);
        else deinterleave_(points_, in, window, from.re, from.im);
        for (auto const& pass : passes_) {
            pass.run(&pass.shape, from.re, from.im, to.re, to.im);
            auto const written = to;
            to = from;
            from = written;
        }
        return from;
    }

private:
    using pass_kernel = kernel_pointer<twiddle_transpose, pass_shape<T> const*, T const*, T const*, T*, T*>;
    struct planned_pass {
        pass_kernel run;
        pass_shape<T> shape;
        std::size_t twiddles;   // index of the first in twiddles_
    };

    template <class Pass> [[nodiscard]] pass_kernel kernel() const noexcept {
        return kernel_on<Pass, pass_shape<T> const*, T const*, T const*, T*, T*>(set_);
    }
    [[nodiscard]] pass_kernel column_kernel(std::size_t radix, bool last) const noexcept {
        switch (radix) {
        case 2: return kernel<column_pass<2>>();
        case 3: return kernel<column_pass<3>>();
        case 4: return last ? kernel<column_pass<4, true>>() : kernel<column_pass<4>>();
        case 5: return kernel<column_pass<5>>();
        case 7: return kernel<column_pass<7>>();
        case 8: return last ? kernel<column_pass<8, true>>() : kernel<column_pass<8>>();
        default: return kernel<any_radix_pass>();
        }
    }

    [[gnu::cold]] void push_part(std::complex<T> x, bool imaginary) {
        twiddles_.push_back(imaginary ? x.imag() : x.real());
    }
    [[gnu::cold]] void push(std::complex<T> x) {
        push_part(x, false);
        push_part(x, true);
    }
    [[gnu::cold]] void add(pass_kernel run, pass_shape<T> shape) { passes_.push_back({run, shape, twiddles_.size()}); }

    /// Adds the passes of transforms of n points each, `columns` of them side by side.
    [[gnu::cold]] void add_column_passes(const std::vector<std::complex<T>>& factors, std::size_t columns,
                                         std::size_t n) {
        auto stride = columns;
        for (auto remaining = n; remaining > 1;) {
            auto const radix = next_radix(remaining);
            auto const groups = remaining / radix, step = points_ / remaining;
            add(column_kernel(radix, groups == 1), {radix, stride, groups});
            for (std::size_t p = 0; p < groups; ++p)
                for (std::size_t j = 1; j < radix; ++j) push(factors[step * p * j]);
            if (radix > 8)
                for (std::size_t k = 0; k < radix; ++k) push(factors[points_ / radix * k]);
            stride *= radix;
            remaining = groups;
        }
    }
    /// Adds the twiddle factors in the order in which first_pass reads them: for each vector of columns, rows 1, 2,
    /// ...; of each row the real, then the imaginary parts, in the order of deinterleave_unordered().
    [[gnu::cold]] void add_first_twiddles(const std::vector<std::complex<T>>& factors, std::size_t columns,
                                          std::size_t width) {
        for (std::size_t c = 0; c < columns; c += width) {
            if (c + width > columns) c = columns - width;
            for (std::size_t row = 1; row < width; ++row)
                for (bool const imaginary : {false, true})
                    for (std::size_t lane = 0; lane < width; ++lane)
                        push_part(factors[row * (c + unordered_index<T>(lane, width)) % points_], imaginary);
        }
    }
    /// Called when twiddles_ is complete and no longer reallocates.
    void set_twiddle_pointers() {
        first_shape_.twiddles = twiddles_.data();
        for (auto& pass : passes_) pass.shape.twiddles = twiddles_.data() + pass.twiddles;
    }

    std::size_t points_, array_stride_;
    instruction_set set_;
    kernel_pointer<first_pass, pass_shape<T> const*, T const*, T const*, T*, T*> first_ = nullptr;   // or deinterleave_
    kernel_pointer<deinterleave_pass, std::size_t, T const*, T const*, T*, T*> deinterleave_ = nullptr;
    pass_shape<T> first_shape_{};
    std::vector<planned_pass> passes_;
    aligned_vector<T> twiddles_;
};

}   // namespace symphonic::detail
#endif
