// SPDX-License-Identifier: MIT
// Transforms of many signals with one plan.
#ifndef SYMPHONIC_FFT_BATCH_HPP
#define SYMPHONIC_FFT_BATCH_HPP

#include <iterator>

#include <symphonic/fft/transforms.hpp>
#include <symphonic/memory/matrix.hpp>

namespace symphonic {
namespace detail {

template <class Rows> using row_element = element_of<decltype(*std::begin(std::declval<const Rows&>()))>;

/// A multi-pass range of contiguous ranges.
template <class R> concept range_of_rows = requires(const R& rows) {
    { std::begin(rows) } -> std::forward_iterator;
    typename row_element<R>;
};

template <class Rows> [[nodiscard]] std::size_t row_count(const Rows& rows) {
    return static_cast<std::size_t>(std::distance(std::begin(rows), std::end(rows)));
}

/// The length of all rows; 0 if there are none. Throws argument_error if their lengths differ.
template <class T> [[nodiscard]] std::size_t row_length(const matrix<T>& rows) noexcept { return rows.cols(); }
template <class Rows> [[nodiscard]] std::size_t row_length(const Rows& rows) {
    std::size_t length = 0, i = 0;
    for (auto const& row : rows) {
        auto const size = span_of(row).size();
        if (i == 0) length = size;
        if (size != length)
            throw argument_error("rfft_batch: row ", i, " has ", size, " samples, expected ", length,
                                 " as in row 0; give a size to pad or cut rows");
        ++i;
    }
    return length;
}

/// Transforms `count` rows, padded or cut to n numbers. for_each_row(f) must call f(row) with a span for each of them.
template <class T, class ForEachRow>
[[nodiscard]] matrix<std::complex<T>> rfft_rows(std::size_t count, std::size_t n, fft_options options,
                                                const ForEachRow& for_each_row) {
    if (count == 0) return {0, n == 0 ? 0 : n / 2 + 1};
    fft_plan<T> const plan{n, options};
    matrix<std::complex<T>> spectra(count, plan.bins());
    std::vector<T> padded;
    std::size_t i = 0;
    for_each_row([&](std::span<T const> row) {
        if (row.size() < n) {
            padded.reserve(n);
            padded.assign(row.begin(), row.end());
            padded.resize(n);
            row = padded;
        }
        plan.forward(row.first(n), spectra.row(i++));
    });
    return spectra;
}

}   // namespace detail

/// Returns the spectra of many real signals: row i has the n/2 + 1 bins of numpy.fft.rfft(rows[i], n), so a longer
/// signal is cut and a shorter one padded with zeros. n = 0: the length of the signals, which must be equal.
///
/// `rows` is a matrix<T> or a range of contiguous ranges of float or double, such as a vector of vectors. Makes one
/// plan and the matrix; allocates nothing for each row, and copies only rows that it pads. No signals give a matrix
/// without rows; it has n/2 + 1 columns, or 0 if no length is known. Throws argument_error for signals of different or
/// zero length without n, and as fft_plan.
template <detail::range_of_rows Rows>
    requires std::floating_point<detail::row_element<Rows>>
[[nodiscard]] auto rfft_batch(const Rows& rows, std::size_t n = 0, fft_options options = {}) {
    using T = detail::row_element<Rows>;
    if (n == 0) n = detail::row_length(rows);
    return detail::rfft_rows<T>(detail::row_count(rows), n, options, [&](auto const& transform) {
        for (auto const& row : rows) transform(detail::span_of(row));
    });
}

/// Returns the real signals of n samples with these spectra of n/2 + 1 bins: row i is irfft(spectra[i], n). `spectra`
/// is a matrix<std::complex<T>> or a range of contiguous ranges of them. Throws argument_error for a row of another
/// length, and as fft_plan.
template <detail::range_of_rows Rows>
    requires std::floating_point<typename detail::row_element<Rows>::value_type>
[[nodiscard]] auto irfft_batch(const Rows& spectra, std::size_t n, fft_options options = {}) {
    using T = typename detail::row_element<Rows>::value_type;
    fft_plan<T> const plan{n, options};
    matrix<T> signals(detail::row_count(spectra), n);
    std::size_t i = 0;
    for (auto const& row : spectra) {
        std::span<std::complex<T> const> const bins = detail::span_of(row);
        if (bins.size() != plan.bins())
            throw argument_error("irfft_batch: row ", i, " has ", bins.size(), " bins, expected ", plan.bins(),
                                 " for a size of ", n);
        plan.inverse(bins, signals.row(i++));
    }
    return signals;
}

}   // namespace symphonic
#endif
