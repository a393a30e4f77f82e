// SPDX-License-Identifier: MIT
// split_fft: complex transforms of sizes with small factors, as a list of passes over two arrays.
#ifndef SYMPHONIC_FFT_DETAIL_SPLIT_COMPLEX_FFT_HPP
#define SYMPHONIC_FFT_DETAIL_SPLIT_COMPLEX_FFT_HPP

#include <symphonic/fft/detail/passes.hpp>
#include <symphonic/fft/detail/twiddles.hpp>
#include <symphonic/memory/detail/aligned.hpp>
#include <symphonic/simd/detail/dispatch.hpp>

namespace symphonic::detail {

/// Real and imaginary parts of some points.
template <class T> struct split_points {
    T *re, *im;
};

/// How many numbers of type T a vector of that instruction set holds.
template <class T> [[nodiscard]] constexpr std::size_t width_on(instruction_set set) noexcept {
    constexpr std::size_t bytes[] = {sizeof(T), 16, 32, 64};
    return bytes[static_cast<unsigned>(set)] / sizeof(T);
}

/// The next one down; there is one unless it is scalar.
[[nodiscard]] constexpr instruction_set lesser(instruction_set set) noexcept {
    return static_cast<instruction_set>(static_cast<unsigned>(set) - 1);
}

/// X[k] = sum x[i] exp(-2 pi j i k / points), for points whose prime factors are at most `largest_factor`.
///
/// Points are seen as a matrix of rows x columns. Its columns are transformed, then each point is turned by its twiddle
/// factor and rows become columns, which are transformed in turn. Where there are as many rows as a vector has lanes,
/// all of the first half is one pass. Sizes too small for the vectors of the best instruction set use those of a lesser
/// one. How a size is taken apart depends on the instruction set alone, and so do the bits of the result.
template <class T>
class split_fft {
public:
    /// Beyond it, n log n of Bluestein's algorithm beats the factor times n of a butterfly from the definition.
    static constexpr std::size_t largest_factor = 31;

    [[nodiscard]] static bool takes(std::size_t points) noexcept {
        for (std::size_t f = 2; f <= largest_factor; ++f)
            while (points % f == 0) points /= f;
        return points == 1;
    }

    explicit split_fft(std::size_t points) : points_(points), pitch_(padded(points)) {
        auto const roots = roots_of_unity<T>(points);   // first of all: what no memory holds fails here
        std::size_t rows = 0;
        for (set_ = active_instruction_set(); (rows = rows_on(set_)) == 0;) set_ = lesser(set_);
        auto const columns = points / rows;
        auto const width = width_on<T>(set_);
        bool const in_one = rows == width && width > 1;

        if (in_one) {
            first_ = kernel_on<first_pass, pass_shape<T> const*, T const*, T const*, T*, T*>(set_);
            first_shape_ = {rows, columns};
            add_first_twiddles(roots, columns, width);
        } else {
            split_ = kernel_on<split_pass, std::size_t, T const*, T const*, T*, T*>(set_);
            if (rows > 1) {
                add_columns(roots, columns, rows);
                add(on<corner_turn>(), {rows, columns});
                for (bool const imaginary : {false, true})
                    for (std::size_t r = 0; r < rows; ++r)
                        for (std::size_t c = 0; c < columns; ++c) push(part(roots[r * c % points], imaginary));
            }
        }
        add_columns(roots, rows, columns);
        settle();
    }

    split_fft(split_fft&&) = default;   // no copy: steps_ point into twiddles_

    [[nodiscard]] std::size_t points() const noexcept { return points_; }
    /// What passes over the result run on: their vectors are no longer than half of the points.
    [[nodiscard]] instruction_set set() const noexcept { return set_; }
    /// Numbers that `work` holds.
    [[nodiscard]] std::size_t workspace() const noexcept { return 4 * pitch_; }

    /// `in` and `window`, which may be null, are interleaved points; each number of `in` is taken times that of `window`.
    /// The result lies in `work`. `in` may lie there too, behind workspace().
    [[nodiscard]] split_points<T> operator()(T const* in, T const* window, T* work) const noexcept {
        split_points<T> now{work, work + pitch_}, next{work + 2 * pitch_, work + 3 * pitch_};
        if (first_ != nullptr) first_(&first_shape_, in, window, now.re, now.im);
        else split_(points_, in, window, now.re, now.im);
        for (auto const& step : steps_) {
            step.run(&step.shape, now.re, now.im, next.re, next.im);
            auto const written = next;
            next = now;
            now = written;
        }
        return now;
    }

private:
    using column_kernel = kernel_pointer<corner_turn, pass_shape<T> const*, T const*, T const*, T*, T*>;
    struct placed_step {
        column_kernel run;
        pass_shape<T> shape;
        std::size_t twiddles;   // where they begin
    };

    /// The distance of arrays, each on a line of its own. Larger ones lie a page and a quarter apart, whatever is between:
    /// a processor takes addresses that differ by pages for one, and lets a load wait for a store that it has nothing to
    /// do with.
    [[nodiscard]] static std::size_t padded(std::size_t points) noexcept {
        constexpr auto line = 64 / sizeof(T), page = 4096 / sizeof(T), quarter = page / 4 + line;
        auto const pitch = (points + line - 1) / line * line;
        return pitch < quarter ? pitch : (pitch - quarter + page - 1) / page * page + quarter;
    }
    /// 0: no vectors of that instruction set fit.
    [[nodiscard]] std::size_t rows_on(instruction_set set) const noexcept {
        auto const width = width_on<T>(set);
        if (width == 1) return 1;
        if (points_ % width == 0 && points_ / width >= width) return width;
        std::size_t best = 0, least = 0;
        for (std::size_t rows = width; rows * rows <= points_; ++rows) {   // as many columns at least, so they fit too
            if (points_ % rows != 0) continue;
            auto const columns = points_ / rows;
            auto const whole = [&](std::size_t n) { return (n + width - 1) / width * width; };
            auto const work = whole(rows) * columns + whole(columns) * rows;   // what vectors do beside it is waste
            if (best == 0 || work < least) best = rows, least = work;
        }
        return best;
    }

    [[nodiscard]] static T part(std::complex<T> x, bool imaginary) noexcept { return imaginary ? x.imag() : x.real(); }
    void push(T number) { twiddles_.push_back(number); }
    void push(std::complex<T> x) {
        push(x.real());
        push(x.imag());
    }
    void add(column_kernel run, pass_shape<T> shape) { steps_.push_back({run, shape, twiddles_.size()}); }

    /// Transforms of n points each, `columns` of them side by side.
    void add_columns(const std::vector<std::complex<T>>& roots, std::size_t columns, std::size_t n) {
        auto stride = columns;
        for (auto rest = n; rest > 1;) {
            auto const radix = next_radix(rest);
            auto const groups = rest / radix, turn = points_ / rest;
            add(kernel(radix, groups == 1), {radix, stride, groups});
            for (std::size_t p = 0; p < groups; ++p)
                for (std::size_t j = 1; j < radix; ++j) push(roots[turn * p * j]);
            if (radix > 8)
                for (std::size_t k = 0; k < radix; ++k) push(roots[points_ / radix * k]);
            stride *= radix;
            rest = groups;
        }
    }
    /// The odd ones first, then eights; 16 is 4 x 4, not 8 x 2.
    [[nodiscard]] static std::size_t next_radix(std::size_t n) noexcept {
        for (std::size_t f = 3; f <= largest_factor; f += 2)
            if (n % f == 0) return f;
        return n == 2 ? 2 : n == 4 || n == 16 ? 4 : 8;
    }
    template <class Pass> [[nodiscard]] column_kernel on() const noexcept {
        return kernel_on<Pass, pass_shape<T> const*, T const*, T const*, T*, T*>(set_);
    }
    [[nodiscard]] column_kernel kernel(std::size_t radix, bool last) const noexcept {
        switch (radix) {
        case 2: return on<column_pass<2>>();
        case 3: return on<column_pass<3>>();
        case 4: return last ? on<column_pass<4, true>>() : on<column_pass<4>>();
        case 5: return on<column_pass<5>>();
        case 7: return on<column_pass<7>>();
        case 8: return last ? on<column_pass<8, true>>() : on<column_pass<8>>();
        default: return on<any_column_pass>();
        }
    }
    /// As first_pass reads them: for each vector of columns the rows from the second on, re and im, its lanes in the order
    /// in which deinterleave() leaves them.
    void add_first_twiddles(const std::vector<std::complex<T>>& roots, std::size_t columns, std::size_t width) {
        for (std::size_t c = 0; c < columns; c += width) {
            if (c + width > columns) c = columns - width;
            for (std::size_t j = 1; j < width; ++j)
                for (bool const imaginary : {false, true})
                    for (std::size_t lane = 0; lane < width; ++lane)
                        push(part(roots[j * (c + number_in_lane<T>(lane, width)) % points_], imaginary));
        }
    }
    /// Where the twiddle factors lie is known once all of them are there.
    void settle() {
        first_shape_.twiddles = twiddles_.data();
        for (auto& step : steps_) step.shape.twiddles = twiddles_.data() + step.twiddles;
    }

    std::size_t points_, pitch_;
    instruction_set set_;
    kernel_pointer<first_pass, pass_shape<T> const*, T const*, T const*, T*, T*> first_ = nullptr;   // or split_
    kernel_pointer<split_pass, std::size_t, T const*, T const*, T*, T*> split_ = nullptr;
    pass_shape<T> first_shape_{};
    std::vector<placed_step> steps_;
    aligned_vector<T> twiddles_;
};

}   // namespace symphonic::detail
#endif
