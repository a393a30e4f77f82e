// SPDX-License-Identifier: MIT
#include <complex>
#include <ranges>

#include <symphonic/memory.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::message;

namespace {

using matrix = sj::matrix<float>;
static_assert(std::ranges::forward_range<matrix> && std::ranges::forward_range<const matrix>);
static_assert(std::same_as<std::ranges::range_reference_t<matrix>, std::span<float>>);
static_assert(std::same_as<std::ranges::range_reference_t<const matrix>, std::span<const float>>);
static_assert(std::is_nothrow_move_constructible_v<matrix> && std::is_nothrow_move_assignable_v<matrix>);

matrix make_counting(std::size_t rows, std::size_t cols) {
    matrix m(rows, cols);
    for (std::size_t i = 0; i < rows * cols; ++i) m.data()[i] = static_cast<float>(i);
    return m;
}

}   // namespace

TEST_CASE("a matrix stores its rows one after the other, the first one aligned to 64 bytes") {
    auto m = make_counting(3, 5);
    CHECK(m.rows() == 3);
    CHECK(m.cols() == 5);
    for (std::size_t r = 0; r < 3; ++r) {
        CHECK(m.row(r).data() == m.data() + 5 * r);
        CHECK(m.row(r).size() == 5);
        for (std::size_t c = 0; c < 5; ++c) CHECK(m(r, c) == static_cast<float>(5 * r + c));
    }
    m.row(1)[2] = -1;
    m(2, 0) = -2;
    auto const& constant = m;
    CHECK(constant(1, 2) == -1);
    CHECK(constant.row(2)[0] == -2);
    CHECK(constant.data()[7] == -1);
    STATIC_REQUIRE(std::same_as<decltype(constant.row(0)), std::span<const float>>);
    for (std::size_t n : {1U, 3U, 100U})
        CHECK(reinterpret_cast<std::uintptr_t>(sj::matrix<std::complex<double>>(n, n).data()) % 64 == 0);
    CHECK(sj::matrix<std::complex<float>>(2, 2)(1, 1) == std::complex<float>{});   // zeros
}

TEST_CASE("a matrix is a range of its rows, which may be written") {
    auto m = make_counting(2, 3);
    for (auto const row : m) row[0] += 10;
    float sum = 0;
    for (auto const row : std::as_const(m))
        for (float const x : row) sum += x;
    CHECK(sum == 35);
    CHECK(std::ranges::distance(m) == 2);
}

TEST_CASE("a matrix is a value: copies are deep, a moved-from matrix is empty") {
    auto a = make_counting(2, 3), b = a;
    CHECK(a == b);
    CHECK(a != make_counting(3, 2));
    CHECK(matrix(2, 3) != a);
    b(0, 0) = 9;
    CHECK(a != b);
    CHECK(a(0, 0) == 0);
    auto const* const data = a.data();
    auto c = std::move(a);
    CHECK(c.data() == data);
    CHECK(c == make_counting(2, 3));
    CHECK(a.rows() == 0);   // NOLINT(bugprone-use-after-move)
    CHECK(a.cols() == 0);
    CHECK(a.begin() == a.end());
    a = std::move(c);
    CHECK(a.data() == data);
    CHECK(c.rows() == 0);   // NOLINT(bugprone-use-after-move)
    auto const& itself = a;
    a = itself;
    CHECK(a == make_counting(2, 3));
}

TEST_CASE("a matrix may have no rows or no columns") {
    matrix const none, rows(3, 0), cols(0, 4);
    CHECK(none == matrix(0, 0));
    CHECK(rows.rows() == 3);
    CHECK(cols.cols() == 4);
    CHECK(rows.row(2).empty());
    CHECK(std::ranges::distance(rows) == 3);
    CHECK(std::ranges::distance(cols) == 0);
}

TEST_CASE("a matrix throws for sizes that no memory can hold and for rows that do not exist") {
    using error = sj::argument_error;
    CHECK(message<error>([] { return matrix(std::size_t{1} << 40, std::size_t{1} << 30); }) ==
          "matrix: 1099511627776 rows of 1073741824 elements of 4 bytes, expected at most 9223372036854775807 bytes");
    CHECK_THROWS_AS(matrix(SIZE_MAX, 2), error);
    CHECK_THROWS_AS(matrix(2, SIZE_MAX), error);
    CHECK_THROWS_AS(matrix(1, SIZE_MAX / 4), error);
    CHECK(message<error>([] { return make_counting(2, 3).row(2); }) == "matrix: row 2, expected less than 2");
    CHECK_THROWS_AS(matrix(0, 4).row(0), error);
}

TEST_CASE("a matrix takes filled memory without a copy") {
    matrix::memory elements{0, 1, 2, 3, 4, 5};
    auto const* const data = elements.data();
    matrix const m(2, 3, std::move(elements));
    CHECK(m == make_counting(2, 3));
    CHECK(m.data() == data);
    CHECK(matrix(0, 0, {}) == matrix{});
    CHECK(matrix(3, 0, {}).rows() == 3);
    matrix::memory five(5);
    CHECK(message<sj::argument_error>([&] { return matrix(2, 3, std::move(five)); }) ==
          "matrix: 5 elements for 2 rows of 3, expected 6");
    CHECK(five.size() == 5);   // NOLINT(bugprone-use-after-move): the matrix did not take it
    CHECK_THROWS_AS(matrix(SIZE_MAX, SIZE_MAX, {}), sj::argument_error);
}
