// SPDX-License-Identifier: MIT
// rfft_batch, irfft_batch: the transforms of many signals of one size, with one plan.
#ifndef SYMPHONIC_FFT_BATCH_HPP
#define SYMPHONIC_FFT_BATCH_HPP

#include <iterator>

#include <symphonic/fft/transforms.hpp>
#include <symphonic/memory/matrix.hpp>

namespace symphonic {
namespace detail {

template <class Rows> using row_element = element_of<decltype(*std::begin(std::declval<const Rows&>()))>;

/// A range of contiguous ranges, gone over more than once.
template <class R> concept rows_in_memory = requires(const R& rows) {
    { std::begin(rows) } -> std::forward_iterator;
    typename row_element<R>;
};

template <class Rows> [[nodiscard]] std::size_t number_of_rows(const Rows& rows) {
    return static_cast<std::size_t>(std::distance(std::begin(rows), std::end(rows)));
}

/// What all rows have, 0 if there are none.
template <class T> [[nodiscard]] std::size_t common_length(const matrix<T>& rows) noexcept { return rows.cols(); }
template <class Rows> [[nodiscard]] std::size_t common_length(const Rows& rows) {
    std::size_t length = 0, i = 0;
    for (auto const& row : rows) {
        auto const size = span_of(row).size();
        if (i == 0) length = size;
        if (size != length)
            throw argument_error("rfft_batch: row ", i, " has ", size, " samples, expected ", length,
                                 " as row 0 has; with a size given, rows are padded or cut");
        ++i;
    }
    return length;
}

/// each(transform) calls transform(row) for every one of `count` rows, spans of any length.
template <class T, class Each>
[[nodiscard]] matrix<std::complex<T>> rfft_rows(std::size_t count, std::size_t n, fft_options options,
                                                const Each& each) {
    if (count == 0) return {0, n == 0 ? 0 : n / 2 + 1};
    fft_plan<T> const plan{n, options};
    matrix<std::complex<T>> spectra(count, plan.bins());
    std::vector<T> padded;
    std::size_t i = 0;
    each([&](std::span<T const> row) {
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

/// The spectra of many real signals: row i of n/2 + 1 bins is numpy.fft.rfft(rows[i], n), so that a longer row is cut and
/// a shorter one padded with zeros. n 0, or none: the length of the rows.
///
/// `rows` is a matrix<T>, or a range of contiguous ranges of float or double, as a vector of vectors. They are read where
/// they lie (only a row that is padded is copied), and nothing is allocated for each. No rows give no rows, of n/2 + 1
/// bins; of 0 where n is not known either. Throws argument_error for rows of different lengths without n, for rows of
/// nothing without n, and as fft_plan.
template <detail::rows_in_memory Rows>
    requires std::floating_point<detail::row_element<Rows>>
[[nodiscard]] auto rfft_batch(const Rows& rows, std::size_t n = 0, fft_options options = {}) {
    using T = detail::row_element<Rows>;
    if (n == 0) n = detail::common_length(rows);
    return detail::rfft_rows<T>(detail::number_of_rows(rows), n, options, [&](auto const& transform) {
        for (auto const& row : rows) transform(detail::span_of(row));
    });
}

/// The real signals, n samples each, that have these spectra of n/2 + 1 bins: row i is irfft(spectra[i], n). Throws
/// argument_error for a row of another length, and as fft_plan.
template <detail::rows_in_memory Rows>
    requires std::floating_point<typename detail::row_element<Rows>::value_type>
[[nodiscard]] auto irfft_batch(const Rows& spectra, std::size_t n, fft_options options = {}) {
    using T = typename detail::row_element<Rows>::value_type;
    fft_plan<T> const plan{n, options};
    matrix<T> signals(detail::number_of_rows(spectra), n);
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
