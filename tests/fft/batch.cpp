// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <forward_list>

#include <symphonic/fft/batch.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::message;

namespace {

template <class R> concept transforms_rows_of = requires(const R& rows) { sj::rfft_batch(rows, 8); };
static_assert(transforms_rows_of<sj::matrix<float>> && transforms_rows_of<std::vector<std::vector<double>>>);
static_assert(transforms_rows_of<std::span<std::span<const float> const>> &&
              transforms_rows_of<std::array<std::array<float, 4>, 2>>);
static_assert(!transforms_rows_of<std::vector<float>> && !transforms_rows_of<std::vector<std::vector<int>>>);
static_assert(!transforms_rows_of<std::vector<std::forward_list<float>>>);

template <class T> std::vector<std::vector<T>> signals(std::initializer_list<std::size_t> lengths) {
    std::vector<std::vector<T>> rows;
    for (auto const n : lengths) rows.push_back(testing::noise<T>(n, static_cast<unsigned>(7 + rows.size())));
    return rows;
}

/// Checks that every row has the bits of rfft of its signal, padded or cut to n samples.
template <class T>
void check_rows(const sj::matrix<std::complex<T>>& spectra, const std::vector<std::vector<T>>& rows, std::size_t n) {
    REQUIRE(spectra.rows() == rows.size());
    REQUIRE(spectra.cols() == n / 2 + 1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto row = rows[i];
        row.resize(n);
        auto const want = sj::rfft(row);
        CHECK(std::equal(want.begin(), want.end(), spectra.row(i).begin()));
    }
}

}   // namespace

TEST_CASE("rfft_batch returns the bits of rfft in each row") {
    auto const rows = signals<float>({60, 60, 60});
    check_rows(sj::rfft_batch(rows), rows, 60);
    check_rows(sj::rfft_batch(rows, 0), rows, 60);
    check_rows(sj::rfft_batch(signals<double>({7, 7})), signals<double>({7, 7}), 7);
    sj::matrix<float> m(3, 60);
    for (std::size_t i = 0; i < 3; ++i) std::copy(rows[i].begin(), rows[i].end(), m.row(i).begin());
    CHECK(sj::rfft_batch(m) == sj::rfft_batch(rows));
    std::vector<std::span<const float>> const spans(rows.begin(), rows.end());
    CHECK(sj::rfft_batch(std::span{spans}) == sj::rfft_batch(rows));
    CHECK(sj::rfft_batch(rows, 0, {.engine = sj::builtin_fft()}) == sj::rfft_batch(rows));
}

TEST_CASE("rfft_batch pads and cuts rows to the given size as numpy.fft.rfft") {
    auto const rows = signals<float>({60, 0, 100, 64, 63, 1});
    for (std::size_t n : {1U, 2U, 60U, 63U, 64U, 128U}) check_rows(sj::rfft_batch(rows, n), rows, n);
    // numpy.fft.rfft([1, 2, 3], 4) and, cut, numpy.fft.rfft([1, 2, 3], 2)
    std::vector<std::vector<double>> const one_to_three{{1, 2, 3}};
    using bin = std::complex<double>;
    auto const padded = sj::rfft_batch(one_to_three, 4), cut = sj::rfft_batch(one_to_three, 2);
    CHECK(padded(0, 0) == bin(6, 0));
    CHECK(padded(0, 1) == bin(-2, -2));
    CHECK(padded(0, 2) == bin(2, 0));
    CHECK(cut(0, 0) == bin(3, 0));
    CHECK(cut(0, 1) == bin(-1, 0));
}

TEST_CASE("rfft_batch accepts no rows and refuses rows of different or zero length") {
    std::vector<std::vector<float>> const none;
    CHECK(sj::rfft_batch(none, 8).rows() == 0);
    CHECK(sj::rfft_batch(none, 8).cols() == 5);
    CHECK(sj::rfft_batch(none).rows() == 0);
    CHECK(sj::rfft_batch(none).cols() == 0);
    CHECK(sj::rfft_batch(sj::matrix<float>(0, 6)).cols() == 4);
    CHECK(message<sj::argument_error>([] { return sj::rfft_batch(signals<float>({5, 5, 4, 5})); }) ==
          "rfft_batch: row 2 has 4 samples, expected 5 as in row 0; give a size to pad or cut rows");
    CHECK_THROWS_AS(sj::rfft_batch(signals<float>({0, 3})), sj::argument_error);
    CHECK_THROWS_AS(sj::rfft_batch(signals<float>({0, 0})), sj::argument_error);
    CHECK_THROWS_AS(sj::rfft_batch(sj::matrix<float>(2, 0)), sj::argument_error);
    CHECK_THROWS_AS(sj::rfft_batch(signals<float>({3}), SIZE_MAX), sj::argument_error);
}

TEST_CASE("irfft_batch restores the rows of rfft_batch") {
    auto const rows = signals<double>({50, 50});
    auto const spectra = sj::rfft_batch(rows);
    auto const back = sj::irfft_batch(spectra, 50);
    REQUIRE(back.rows() == 2);
    REQUIRE(back.cols() == 50);
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t k = 0; k < 50; ++k) CHECK(std::fabs(back(i, k) - rows[i][k]) < 1e-14);
    CHECK(sj::irfft_batch(sj::matrix<std::complex<float>>(0, 5), 8) == sj::matrix<float>(0, 8));
    std::vector<std::vector<std::complex<float>>> wrong(2, std::vector<std::complex<float>>(5));
    wrong[1].resize(6);
    CHECK(message<sj::argument_error>([&] { return sj::irfft_batch(wrong, 9); }) ==
          "irfft_batch: row 1 has 6 bins, expected 5 for a size of 9");
    CHECK_THROWS_AS(sj::irfft_batch(spectra, 0), sj::argument_error);
}
