// SPDX-License-Identifier: MIT
// How a transform is divided: into rows and columns, then into passes.
#ifndef SYMPHONIC_FFT_DETAIL_FACTORIZATION_HPP
#define SYMPHONIC_FFT_DETAIL_FACTORIZATION_HPP

#include <cstddef>

#include <symphonic/simd/instruction_set.hpp>

namespace symphonic::detail {

/// Numbers of type T in a vector of that instruction set.
template <class T> [[nodiscard]] constexpr std::size_t vector_width(instruction_set set) noexcept {
    constexpr std::size_t bytes[] = {sizeof(T), 16, 32, 64};
    return bytes[static_cast<unsigned>(set)] / sizeof(T);
}

/// The instruction set with the next shorter vectors. `set` must not be scalar.
[[nodiscard]] constexpr instruction_set next_shorter(instruction_set set) noexcept {
    return static_cast<instruction_set>(static_cast<unsigned>(set) - 1);
}

/// The largest radix of a pass. For larger prime factors Bluestein's algorithm, O(n log n), is faster than a pass from
/// the definition, O(n * radix).
inline constexpr std::size_t max_radix = 31;

/// True if all prime factors are at most max_radix.
[[nodiscard]] constexpr bool has_small_factors(std::size_t points) noexcept {
    for (std::size_t f = 2; f <= max_radix; ++f)
        while (points % f == 0) points /= f;
    return points == 1;
}

/// The radix of the first pass of n points: odd factors first, then 8. 16 is 4 * 4 rather than 8 * 2.
[[nodiscard]] constexpr std::size_t next_radix(std::size_t n) noexcept {
    for (std::size_t f = 3; f <= max_radix; f += 2)
        if (n % f == 0) return f;
    return n == 2 ? 2 : n == 4 || n == 16 ? 4 : 8;
}

/// Returns the number of rows of a matrix of `points` points, with at least `width` rows and columns: `width` if
/// possible, else the divisor that wastes the fewest lanes when rows and columns are padded to whole vectors. 0 if no
/// divisor fits.
[[nodiscard]] constexpr std::size_t matrix_rows(std::size_t points, std::size_t width) noexcept {
    if (width == 1) return 1;
    if (points % width == 0 && points / width >= width) return width;
    auto const round_up = [&](std::size_t n) { return (n + width - 1) / width * width; };
    std::size_t best = 0, least_work = 0;
    for (std::size_t rows = width; rows * rows <= points; ++rows) {   // so columns >= rows >= width
        if (points % rows != 0) continue;
        auto const columns = points / rows;
        auto const work = round_up(rows) * columns + round_up(columns) * rows;
        if (best == 0 || work < least_work) {
            best = rows;
            least_work = work;
        }
    }
    return best;
}

/// The distance in numbers between arrays of `points` numbers of type T: whole cache lines, and for larger arrays a
/// whole number of pages plus a quarter. Processors compare the low 12 bits of addresses first: a load from the same
/// place of another page than a store before it would wait for that store.
template <class T> [[nodiscard]] constexpr std::size_t padded_array_stride(std::size_t points) noexcept {
    constexpr auto line = 64 / sizeof(T), page = 4096 / sizeof(T), quarter = page / 4 + line;
    auto const stride = (points + line - 1) / line * line;
    return stride < quarter ? stride : (stride - quarter + page - 1) / page * page + quarter;
}

}   // namespace symphonic::detail
#endif
