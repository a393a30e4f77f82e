// SPDX-License-Identifier: MIT
#include <algorithm>

#include <symphonic/eigen.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

namespace {

using by_rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

template <class M> concept mapped = requires(M&& m) { sj::as_eigen(std::forward<M>(m)); };
static_assert(mapped<sj::matrix<float>&> && mapped<const sj::matrix<float>&>);
static_assert(!mapped<sj::matrix<float>> && !mapped<const sj::matrix<float>>);   // they would dangle

template <class M> concept transformed = requires(const M& m) { sj::rfft_batch(m); };
static_assert(transformed<Eigen::MatrixXd> && transformed<Eigen::ArrayXXf> && transformed<Eigen::RowVectorXf>);
static_assert(!transformed<Eigen::MatrixXi> && !transformed<Eigen::MatrixXcf>);

sj::matrix<float> noise(std::size_t rows, std::size_t cols) {
    sj::matrix<float> m(rows, cols);
    auto const x = testing::noise(rows * cols);
    std::copy(x.begin(), x.end(), m.data());
    return m;
}

}   // namespace

TEST_CASE("a matrix as Eigen sees it: the same elements") {
    auto m = noise(3, 5);
    auto const map = sj::as_eigen(m);
    CHECK((map.rows() == 3 && map.cols() == 5 && map.data() == m.data() && map(2, 1) == m(2, 1)));
    sj::as_eigen(m).row(1).setConstant(2);
    CHECK((m(1, 0) == 2 && m(1, 4) == 2));
    auto const& fixed = m;
    STATIC_REQUIRE(std::same_as<decltype(sj::as_eigen(fixed).data()), float const*>);
    CHECK(sj::as_eigen(fixed).row(1).sum() == 10);
    sj::matrix<float> none(0, 4);
    CHECK((sj::as_eigen(none).rows() == 0 && sj::as_eigen(none).cols() == 4 && sj::as_eigen(none).sum() == 0));
    auto const bins = sj::rfft_batch(m);
    CHECK(sj::as_eigen(bins).cwiseAbs2()(1, 0) == Approx(100));
}

TEST_CASE("the rows of an Eigen matrix are signals, however they lie in memory") {
    auto const m = noise(4, 60);
    for (std::size_t n : {0U, 60U, 37U, 64U}) {
        auto const want = sj::rfft_batch(m, n);
        by_rows const rows = sj::as_eigen(m);
        Eigen::MatrixXf const columns = rows;
        CHECK(sj::rfft_batch(rows, n) == want);
        CHECK(sj::rfft_batch(columns, n) == want);
        CHECK(sj::rfft_batch(sj::as_eigen(m), n) == want);
        CHECK(sj::rfft_batch(columns.array(), n) == want);
        CHECK(sj::rfft_batch(0.5F * (rows + rows), n) == want);   // an expression
        CHECK(sj::rfft_batch(by_rows(rows.transpose()).transpose(), n) == want);
    }
}

TEST_CASE("parts of an Eigen matrix, and its vectors") {
    auto const m = noise(6, 20);
    by_rows const rows = sj::as_eigen(m);
    Eigen::MatrixXf const columns = rows;
    auto const part = sj::rfft_batch(rows.block(1, 4, 3, 10));   // a row of it begins anywhere
    CHECK(part == sj::rfft_batch(columns.block(1, 4, 3, 10)));
    std::vector<std::vector<float>> by_hand;
    for (std::size_t i = 1; i < 4; ++i) {
        auto const row = m.row(i).subspan(4, 10);
        by_hand.emplace_back(row.begin(), row.end());
    }
    CHECK(part == sj::rfft_batch(by_hand));

    using strided = Eigen::Map<by_rows const, 0, Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>>;
    strided const every_other(m.data(), 6, 10, {20, 2});
    CHECK(sj::rfft_batch(every_other) == sj::rfft_batch(by_rows(every_other)));

    auto const want = sj::rfft_batch(std::vector<std::span<const float>>{m.row(2)});
    CHECK(sj::rfft_batch(columns.row(2)) == want);
    CHECK(sj::rfft_batch(Eigen::RowVectorXf(rows.row(2))) == want);
    CHECK(sj::rfft_batch(Eigen::VectorXf(columns.col(3))).rows() == 6);   // six signals of one sample
    CHECK(sj::rfft_batch(Eigen::MatrixXd::Ones(2, 8).eval(), 4)(1, 0) == 4.0);
}

TEST_CASE("an Eigen matrix of nothing") {
    CHECK(sj::rfft_batch(Eigen::MatrixXf(0, 8)).cols() == 5);
    CHECK_THROWS_AS(sj::rfft_batch(Eigen::MatrixXf(2, 0)), sj::argument_error);
}
