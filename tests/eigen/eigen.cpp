// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <list>
#include <numeric>
#include <ranges>

#include <symphonic/eigen.hpp>
#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/live_source.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::message, testing::says;

namespace {

using by_rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

template <class M> concept mapped = requires(M&& m) { sj::as_eigen(std::forward<M>(m)); };
static_assert(mapped<sj::matrix<float>&> && mapped<const sj::matrix<float>&>);
static_assert(mapped<sj::audio_buffer<float>&> && mapped<const sj::frame<double>&>);
static_assert(mapped<sj::block<const float>> && mapped<std::span<std::complex<double>>>);   // views
static_assert(!mapped<sj::matrix<float>> && !mapped<const sj::matrix<float>>);              // would dangle
static_assert(!mapped<sj::audio_buffer<float>> && !mapped<const sj::audio_buffer<float>>);
static_assert(!mapped<sj::frame<float>> && !mapped<const sj::frame<float>>);

template <class M> concept transformed = requires(const M& m) { sj::rfft_batch(m); };
static_assert(transformed<Eigen::MatrixXd> && transformed<Eigen::ArrayXXf> && transformed<Eigen::RowVectorXf>);
static_assert(!transformed<Eigen::MatrixXi> && !transformed<Eigen::MatrixXcf>);

// Signals have unit stride, one dimension and no unevaluated expression.
template <class V> concept measurable = requires(V&& x) { sj::energy(x), sj::summarize(x), sj::peak(x); };
template <class V> concept transformable = requires(V&& x) { sj::rfft(x), sj::stft(x), sj::convolve(x, x); };
template <class V> concept streamable = requires(V&& x) { sj::from(std::forward<V>(x), 1.0); };
template <class V> concept amplifiable = requires(V&& x) { sj::gain(x, 2); };
template <class V> concept plannable = requires(sj::fft_plan<float> p, V&& x, Eigen::VectorXcf X) { p.forward(x, X); };
template <class V> concept accepted_anywhere =
    measurable<V> || transformable<V> || streamable<V> || amplifiable<V> || plannable<V>;
template <class V> concept signal = measurable<V> && transformable<V> && streamable<V> && plannable<V>;

using Eigen::MatrixXf, Eigen::VectorXf, Eigen::RowVectorXf, Eigen::ArrayXf;
using strided_map = Eigen::Map<VectorXf, 0, Eigen::InnerStride<2>>;
using any_stride_map = Eigen::Map<VectorXf const, 0, Eigen::InnerStride<>>;
using any_stride_ref = Eigen::Ref<VectorXf, 0, Eigen::InnerStride<>>;
struct lvalues {   // for decltype
    static MatrixXf& columns();
    static by_rows& rows();
    static VectorXf& vector();
};

static_assert(signal<VectorXf&> && signal<const VectorXf&> && signal<VectorXf> && amplifiable<VectorXf&>);
static_assert(signal<RowVectorXf&> && signal<ArrayXf&> && signal<Eigen::Vector4f&> && amplifiable<ArrayXf&>);
static_assert(signal<Eigen::Map<VectorXf>> && signal<Eigen::Map<const RowVectorXf>>);
static_assert(signal<Eigen::Ref<VectorXf>&> && signal<const Eigen::Ref<const VectorXf>&>);
static_assert(signal<decltype(lvalues::columns().col(1))> && signal<decltype(lvalues::rows().row(1))>);
static_assert(signal<decltype(lvalues::columns().col(1).segment(3, 4))> &&
              signal<decltype(lvalues::vector().head<3>())>);
static_assert(signal<decltype(lvalues::vector().transpose())> && signal<decltype(lvalues::vector().array())>);
static_assert(amplifiable<decltype(lvalues::vector().tail(2))> && amplifiable<decltype(lvalues::columns().col(1))>);
static_assert(measurable<Eigen::VectorXd&> && measurable<Eigen::Vector<std::int16_t, Eigen::Dynamic>&>);

static_assert(!amplifiable<const VectorXf&> && !amplifiable<Eigen::Map<const VectorXf>> &&
              !amplifiable<Eigen::Vector<std::int16_t, 5>&>);
static_assert(!accepted_anywhere<decltype(lvalues::columns().row(1))> &&
              !accepted_anywhere<decltype(lvalues::rows().col(1))>);
static_assert(!accepted_anywhere<strided_map&> && !accepted_anywhere<any_stride_map&> &&
              !accepted_anywhere<any_stride_ref&>);
static_assert(measurable<decltype(lvalues::columns().reshaped())> &&
              measurable<decltype(lvalues::columns().leftCols(2).reshaped())>);
static_assert(!measurable<decltype(lvalues::columns().topRows(2).reshaped())>);
static_assert(!measurable<decltype(lvalues::rows().reshaped())> &&
              !measurable<decltype(lvalues::columns().row(1).transpose())>);
static_assert(!measurable<decltype(lvalues::vector()(Eigen::seqN(0, 3, Eigen::fix<2>)))>);
static_assert(!measurable<decltype(lvalues::vector()(std::vector<int>{1, 2}))>);
static_assert(measurable<decltype(lvalues::vector()(Eigen::seqN(0, 3)))>);
static_assert(!accepted_anywhere<decltype(lvalues::columns().diagonal())> && !accepted_anywhere<Eigen::Matrix4f&>);
static_assert(!accepted_anywhere<MatrixXf&> && !accepted_anywhere<by_rows&> && !accepted_anywhere<Eigen::ArrayXXf&>);
static_assert(!accepted_anywhere<decltype(lvalues::columns().block(0, 0, 2, 2))> &&
              !accepted_anywhere<decltype(lvalues::columns().leftCols(1))>);
using sum = decltype(lvalues::vector() + lvalues::vector());
using reversed = decltype(lvalues::vector().reverse());
using scaled = decltype(2 * lvalues::vector());
static_assert(!measurable<sum> && !transformable<sum> && !amplifiable<sum> && !plannable<sum>);
static_assert(!measurable<scaled> && !measurable<reversed> && !amplifiable<reversed> && !plannable<reversed>);
static_assert(!measurable<Eigen::VectorXi&> && !measurable<Eigen::VectorXcf&> && !plannable<Eigen::VectorXd&>);
static_assert(!measurable<decltype(std::declval<Eigen::VectorXcf&>().real())>);
static_assert(!std::ranges::contiguous_range<VectorXf>);   // the standard's concepts are unchanged

using bins_plan = sj::fft_plan<float>;
template <class In, class Out> concept inverts = requires(bins_plan p, In&& X, Out&& x) { p.inverse(X, x); };
static_assert(inverts<Eigen::VectorXcf&, VectorXf&> && inverts<std::vector<std::complex<float>>&, VectorXf&>);
static_assert(!inverts<Eigen::VectorXcf&, const VectorXf&> && !inverts<Eigen::VectorXcf&, strided_map&>);

template <class S> concept collected = requires(S&& s) { sj::to_matrix(std::forward<S>(s)); };
static_assert(collected<std::vector<float>> && collected<std::list<std::vector<double>>&>);
static_assert(collected<std::vector<std::complex<float>>&> && collected<std::vector<VectorXf>&>);
static_assert(collected<sj::reader> && collected<sj::reader&> && !collected<const sj::reader&>);
static_assert(collected<std::vector<sj::audio_buffer<float>>&> && collected<std::vector<sj::frame<float>>>);
static_assert(!collected<float> && !collected<std::vector<std::vector<std::vector<float>>>>);
static_assert(!collected<std::vector<std::string*>&> && !collected<MatrixXf&>);

sj::matrix<float> noise(std::size_t rows, std::size_t cols) {
    sj::matrix<float> m(rows, cols);
    auto const x = testing::noise(rows * cols);
    std::copy(x.begin(), x.end(), m.data());
    return m;
}

}   // namespace

TEST_CASE("as_eigen maps the elements of a matrix") {
    auto m = noise(3, 5);
    auto const map = sj::as_eigen(m);
    CHECK(map.rows() == 3);
    CHECK(map.cols() == 5);
    CHECK(map.data() == m.data());
    CHECK(map(2, 1) == m(2, 1));
    sj::as_eigen(m).row(1).setConstant(2);
    CHECK(m(1, 0) == 2);
    CHECK(m(1, 4) == 2);
    auto const& fixed = m;
    STATIC_REQUIRE(std::same_as<decltype(sj::as_eigen(fixed).data()), float const*>);
    CHECK(sj::as_eigen(fixed).row(1).sum() == 10);
    sj::matrix<float> no_rows(0, 4);
    CHECK(sj::as_eigen(no_rows).rows() == 0);
    CHECK(sj::as_eigen(no_rows).cols() == 4);
    CHECK(sj::as_eigen(no_rows).sum() == 0);
    auto const bins = sj::rfft_batch(m);
    CHECK(sj::as_eigen(bins).cwiseAbs2()(1, 0) == Approx(100));
}

TEST_CASE("rfft_batch takes the rows of an Eigen matrix in any storage order") {
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

TEST_CASE("rfft_batch takes blocks, strided maps and vectors") {
    auto const m = noise(6, 20);
    by_rows const rows = sj::as_eigen(m);
    Eigen::MatrixXf const columns = rows;
    auto const part = sj::rfft_batch(rows.block(1, 4, 3, 10));   // its rows have any alignment
    CHECK(part == sj::rfft_batch(columns.block(1, 4, 3, 10)));
    std::vector<std::vector<float>> copied_rows;
    for (std::size_t i = 1; i < 4; ++i) {
        auto const row = m.row(i).subspan(4, 10);
        copied_rows.emplace_back(row.begin(), row.end());
    }
    CHECK(part == sj::rfft_batch(copied_rows));

    using strided = Eigen::Map<by_rows const, 0, Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>>;
    strided const every_other(m.data(), 6, 10, {20, 2});
    CHECK(sj::rfft_batch(every_other) == sj::rfft_batch(by_rows(every_other)));

    auto const want = sj::rfft_batch(std::vector<std::span<const float>>{m.row(2)});
    CHECK(sj::rfft_batch(columns.row(2)) == want);
    CHECK(sj::rfft_batch(Eigen::RowVectorXf(rows.row(2))) == want);
    CHECK(sj::rfft_batch(Eigen::VectorXf(columns.col(3))).rows() == 6);   // six signals of one sample
    CHECK(sj::rfft_batch(Eigen::MatrixXd::Ones(2, 8).eval(), 4)(1, 0) == 4.0);
}

TEST_CASE("rfft_batch takes an Eigen matrix without rows and refuses one without columns") {
    CHECK(sj::rfft_batch(Eigen::MatrixXf(0, 8)).cols() == 5);
    CHECK_THROWS_AS(sj::rfft_batch(Eigen::MatrixXf(2, 0)), sj::argument_error);
}

TEST_CASE("as_eigen maps blocks, spans and their owning types") {
    std::vector<double> x(7);
    std::iota(x.begin(), x.end(), 0.0);
    auto const all = sj::as_eigen(sj::block<double>(x, 3));   // two sample frames and a partial one
    CHECK(all.rows() == 2);
    CHECK(all.cols() == 3);
    CHECK(all.data() == x.data());
    CHECK(all(1, 0) == 3);
    CHECK(all(1, 2) == 5);
    STATIC_REQUIRE(all.IsRowMajor);
    sj::as_eigen(sj::block<double>(x, 3)).col(1).setConstant(-1);
    CHECK(x == std::vector<double>{0, -1, 2, 3, -1, 5, 6});
    auto const read_only = sj::as_eigen(sj::block<const double>(x, 1));
    STATIC_REQUIRE(std::same_as<decltype(read_only.data()), double const*>);
    CHECK(read_only.rows() == 7);
    CHECK(read_only.cols() == 1);
    CHECK(read_only.sum() == 14);
    CHECK(sj::as_eigen(sj::block<const float>{}).rows() == 0);
    CHECK(sj::as_eigen(sj::block<const float>{}).cols() == 1);

    auto column = sj::as_eigen(std::span{x}.subspan(1, 3));
    column *= 2;
    CHECK(x == std::vector<double>{0, -2, 4, 6, -1, 5, 6});
    CHECK(column.rows() == 3);
    CHECK(column.cols() == 1);
    CHECK(sj::as_eigen(std::span<const double, 3>{x.data(), 3}).sum() == 2);
    CHECK(sj::as_eigen(std::span<const std::complex<float>>{}).size() == 0);

    sj::audio_buffer<double> const buffer{{1, 2, 3, 4, 5, 6}, {.channels = 2}};
    CHECK(sj::as_eigen(buffer).rows() == 3);
    CHECK(sj::as_eigen(buffer)(2, 1) == 6);
    CHECK(sj::as_eigen(buffer).col(0).sum() == 9);
    sj::frame<double> const owner{std::span<const double>{x}};
    CHECK(sj::as_eigen(owner).size() == 7);
    CHECK(sj::as_eigen(owner).data() == owner.data());
}

TEST_CASE("as_eigen maps memory of any alignment") {
    std::vector<float> const x = testing::noise(64);
    for (std::size_t at = 0; at < 16; ++at) {
        auto const part = std::span{x}.subspan(at, 33);
        VectorXf const copy = sj::as_eigen(part);
        CHECK(std::equal(part.begin(), part.end(), copy.data()));
        CHECK(sj::as_eigen(sj::block<const float>(part, 3)).rowwise().sum().size() == 11);
        CHECK(sj::energy(sj::as_eigen(part)) == sj::energy(part));
    }
}

namespace {

template <class T> bool same_bits(const std::vector<T>& a, std::span<const T> b) {
    return testing::same_bits(a, std::vector<T>(b.begin(), b.end()));
}

/// Results of the kernels for a signal.
std::vector<double> measures(const auto& x) {
    auto const s = sj::summarize(x);
    return {sj::energy(x),
            sj::rms(x),
            sj::mean_square(x),
            sj::mean(x),
            sj::peak(x),
            sj::dot(x, x),
            sj::energy_joules(x, 100.0),
            static_cast<double>(sj::zero_crossings(x)),
            static_cast<double>(s.count),
            s.rms,
            s.min,
            s.crest_factor};
}
/// Checks that the kernels give the same bits for an Eigen vector and for a span over its elements.
void check_kernels(const auto& x) {
    CHECK(testing::same_bits(measures(x), measures(std::span{x.data(), static_cast<std::size_t>(x.size())})));
}

/// Checks that transforms and streams give the same bits for an Eigen vector and for a span over its elements.
template <class T> void check_transforms(const auto& x) {
    std::span<const T> const s{x.data(), static_cast<std::size_t>(x.size())};
    auto const bins = sj::rfft(x);
    CHECK(bins == sj::rfft(s));
    Eigen::VectorX<std::complex<T>> spectrum(x.size() / 2 + 1);
    sj::fft_plan<T> const plan{s.size()};
    plan.forward(x, spectrum);
    CHECK(same_bits<std::complex<T>>(bins, {spectrum.data(), bins.size()}));
    CHECK(sj::irfft(spectrum, s.size()) == sj::irfft(bins, s.size()));
    CHECK(sj::fft(spectrum) == sj::fft(bins));
    CHECK(sj::ifft(spectrum) == sj::ifft(bins));
    Eigen::VectorX<T> back(x.size() + 2);
    plan.inverse(spectrum, back.segment(1, x.size()));
    CHECK(same_bits<T>(sj::irfft(bins, s.size()), {back.data() + 1, s.size()}));

    sj::stft_options const options{.size = 8, .hop = 3, .padding = sj::padding::reflect};
    CHECK(sj::stft(x, options) == sj::stft(s, options));
    CHECK(sj::stft_power(x, options) == sj::stft_power(s, options));
    CHECK(sj::stft_magnitude(x, options) == sj::stft_magnitude(s, options));
    CHECK(sj::convolve(x, x) == sj::convolve(s, s));

    auto stream = sj::from(x, 100.0, {.chunk_frames = 4});
    REQUIRE(stream.next());
    CHECK(stream.get().samples().data() == s.data());   // not copied
    CHECK(testing::flat<T>(sj::from(x, 100.0) | v::frames(5, 2)) ==
          testing::flat<T>(sj::from(s, 100.0) | v::frames(5, 2)));
}

}   // namespace

TEST_CASE("kernels, transforms and streams take dense Eigen vectors with the bits of spans") {
    for (Eigen::Index n : {1, 2, 3, 31, 64, 100, 1001}) {
        VectorXf const x = VectorXf::Random(n);
        Eigen::RowVectorXd const y = Eigen::RowVectorXd::Random(n);
        ArrayXf const z = x.array() * 3;
        MatrixXf const m = MatrixXf::Random(n, 5);
        Eigen::Vector<std::int16_t, Eigen::Dynamic> const i = (x * 32767).cast<std::int16_t>();
        Eigen::Map<const VectorXf> const map{x.data(), n};
        Eigen::Ref<const VectorXf> const ref = m.col(2);
        CAPTURE(n);
        check_kernels(x);
        check_kernels(y);
        check_kernels(z);
        check_kernels(i);
        check_kernels(map);
        check_kernels(ref);
        check_kernels(m.col(3));
        check_kernels(x.segment(n / 3, n / 2));
        check_kernels(x.transpose());
        check_transforms<float>(x);
        check_transforms<double>(y);
        check_transforms<float>(m.col(3));
        CHECK(sj::energy(m.col(3)) == sj::energy(VectorXf(m.col(3))));
        CHECK(sj::energy((x + x).eval()) == 4 * sj::energy(x));
    }
    VectorXf const empty;
    CHECK(sj::energy(empty) == 0);
    CHECK(std::isnan(sj::rms(empty)));
    CHECK(sj::summarize(empty).count == 0);
    CHECK(sj::stft(empty).rows() == 0);
    CHECK(sj::convolve(empty, VectorXf::Ones(3).eval()).empty());
    CHECK_THROWS_AS(sj::rfft(empty), sj::argument_error);
    CHECK(!sj::from(empty, 100.0).next());
}

TEST_CASE("functions write their results into Eigen vectors") {
    VectorXf x = VectorXf::LinSpaced(10, 0, 9);
    sj::gain(x, 2);
    CHECK(x(9) == 18);
    sj::gain(x.segment(3, 2), 0.5);
    CHECK(x(2) == 4);
    CHECK(x(3) == 3);
    CHECK(x(4) == 4);
    CHECK(x(5) == 10);
    MatrixXf m = MatrixXf::Ones(4, 3);
    sj::gain(m.col(1), 3);
    CHECK(m.col(0).sum() == 4);
    CHECK(m.col(1).sum() == 12);
    CHECK(m.col(2).sum() == 4);
    sj::mix(m.col(1), m.col(2), 2);
    CHECK(m.col(2).sum() == 28);
    sj::fade(x, 0, 1);
    CHECK(x(0) == 0);
    CHECK(x(9) == Approx(18 * 0.9));

    Eigen::Vector<std::int16_t, Eigen::Dynamic> const integers = Eigen::Vector<std::int16_t, 3>{-32768, 0, 16384};
    Eigen::Array3d y;
    sj::convert(integers, y);
    CHECK(y(0) == -1);
    CHECK(y(1) == 0);
    CHECK(y(2) == 0.5);
    CHECK_THROWS_AS(sj::convert(integers, x), sj::argument_error);

    Eigen::Matrix<float, Eigen::Dynamic, 2> channels(3, 2);   // a column is a channel
    sj::deinterleave(Eigen::Vector<float, 6>{1, 2, 3, 4, 5, 6}, channels.colwise());
    CHECK(channels(0, 1) == 2);
    CHECK(channels(2, 0) == 5);
    RowVectorXf interleaved(6);
    sj::interleave(channels.colwise(), interleaved);
    CHECK(interleaved(1) == 2);
    CHECK(interleaved(5) == 6);
    VectorXf mono(3);
    sj::downmix(interleaved, 2, mono);
    CHECK(mono(0) == 1.5F);
    CHECK(mono(2) == 5.5F);

    sj::windowed_fft<float> windowed{sj::window::hann, 10};
    Eigen::RowVectorXf power(6);
    windowed.power(x, power);
    CHECK(sj::stft_power(x, {.size = 10}).row(0)[3] == power(3));
    Eigen::VectorXcf rows(2 * 6);
    sj::fft_plan<float>{5}.forward(x, rows.head(6), {.count = 2});
    CHECK(rows(3).real() == Approx(x.tail(5).sum()));
}

TEST_CASE("from moves an Eigen vector in and reads a segment or Map in place") {
    auto owned = sj::from(VectorXf(VectorXf::LinSpaced(100, 0, 99)), 100.0, {.chunk_frames = 60});
    auto other = sj::from(VectorXf(VectorXf::Zero(3)), 100.0);
    REQUIRE(owned.next());
    other = std::move(owned);
    REQUIRE(other.next());
    CHECK(other.get().position() == 60);
    CHECK(other.get().samples()[39] == 99);

    VectorXf x = VectorXf::LinSpaced(100, 0, 99);
    VectorXf const before = x;
    auto head = sj::from(x.head(10), 100.0);
    auto tail = sj::from(Eigen::Map<const VectorXf>(x.data() + 90, 10), 100.0);
    head = std::move(tail);   // no sample is overwritten
    CHECK(x == before);
    REQUIRE(head.next());
    CHECK(head.get().samples().data() == x.data() + 90);

    Eigen::VectorXcf const z = Eigen::VectorXcf::Ones(3);
    CHECK(std::ranges::distance(sj::from(z, 100.0)) == 3);   // complex numbers are elements, not samples
}

TEST_CASE("rfft_batch and irfft_batch take rows that are Eigen vectors") {
    std::vector<VectorXf> const rows{VectorXf::Random(12), VectorXf::Random(12)};
    auto const spectra = sj::rfft_batch(rows);
    CHECK(std::ranges::equal(spectra.row(1), sj::rfft(rows[1])));
    std::vector<Eigen::RowVectorXcf> bins(2, Eigen::RowVectorXcf(7));
    for (std::size_t i = 0; i < 2; ++i) std::copy(spectra.row(i).begin(), spectra.row(i).end(), bins[i].data());
    CHECK(sj::irfft_batch(bins, 12) == sj::irfft_batch(spectra, 12));
}

TEST_CASE("to_matrix makes a row of each element") {
    auto const x = testing::noise(1000);
    auto const spectra = [&] { return sj::from(x, 100.0, {.chunk_frames = 77}) | v::stft({.size = 32}); };
    auto const m = spectra() | sj::to_matrix;
    STATIC_REQUIRE(
        std::same_as<decltype(m),
                     Eigen::Matrix<std::complex<float>, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> const>);
    auto const offline = sj::stft(x, {.size = 32});
    CHECK(m.rows() == 122);
    CHECK(m.cols() == 17);
    CHECK(m == sj::as_eigen(offline));
    CHECK(sj::to_matrix(spectra()) == m);
    auto const pipeline = v::stft({.size = 32}) | sj::to_matrix;
    CHECK(pipeline(sj::from(x, 100.0)) == m);
    CHECK((sj::from(x, 100.0) | v::stft({.size = 32}) | std::views::take(5) | sj::to_matrix) == m.topRows(5));
    auto borrowed = spectra();
    REQUIRE(borrowed.next());
    CHECK(sj::to_matrix(borrowed) == m.bottomRows(121));
    CHECK((borrowed | sj::to_matrix).rows() == 0);

    auto const levels = sj::from(x, 100.0) | v::frames(100, 100) | v::rms | sj::to_matrix;   // a row of one number
    STATIC_REQUIRE(std::same_as<decltype(levels)::Scalar, double>);
    CHECK(levels.rows() == 10);
    CHECK(levels.cols() == 1);
    CHECK(levels(9, 0) == sj::rms(std::span{x}.last(100)));
}

TEST_CASE("to_matrix makes a row of each sample frame of a block") {
    auto const x = testing::noise<double>(600);
    auto const m = sj::from(x, {.channels = 3}, {.chunk_frames = 7}) | sj::to_matrix;
    CHECK(m.rows() == 200);
    CHECK(m.cols() == 3);
    CHECK(m == sj::as_eigen(sj::block<const double>(x, 3)));
    std::vector<sj::audio_buffer<double>> const buffers{
        sj::audio_buffer<double>{{1, 2}, {.channels = 2}},
        sj::audio_buffer<double>{{3, 4, 5, 6}, {.channels = 2}},
    };
    auto const joined = sj::to_matrix(buffers);
    CHECK(joined.rows() == 3);
    CHECK(joined(2, 1) == 6);
    std::vector<sj::block<const double>> const unequal{{std::span{x}.first(6), 2}, {std::span{x}.first(6), 3}};
    CHECK(message<sj::format_error>([&] { return sj::to_matrix(unequal); }) ==
          "to_matrix: row 3 has 3 numbers, expected 2 as in the rows before");
}

TEST_CASE("to_matrix takes standard ranges and refuses rows of different length") {
    std::list<std::vector<float>> const rows{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    auto const m = rows | sj::to_matrix;
    CHECK(m.rows() == 3);
    CHECK(m(1, 0) == 4);
    CHECK(m(2, 2) == 9);
    CHECK(sj::to_matrix(std::vector<std::vector<float>>(rows.begin(), rows.end())) == m);
    CHECK(sj::to_matrix(std::vector<Eigen::Vector3f>{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}) == m);
    sj::matrix<float> assigned(3, 3);
    sj::as_eigen(assigned) = m;
    CHECK(sj::to_matrix(assigned) == m);
    auto const view = std::views::iota(1, 8) | std::views::transform([](int i) { return std::vector<int>(5, i); });
    CHECK(sj::to_matrix(view).row(6).sum() == 35);
    CHECK(sj::to_matrix(std::vector<std::complex<double>>{{1, 2}, {3, 4}})(1, 0) == std::complex<double>(3, 4));
    CHECK(sj::to_matrix(VectorXf(VectorXf::Ones(5))).sum() == 5);   // a range of numbers

    std::vector<std::vector<float>> const ragged{{1, 2, 3}, {4, 5, 6}, {7, 8}};
    CHECK(message<sj::format_error>([&] { return sj::to_matrix(ragged); }) ==
          "to_matrix: row 2 has 2 numbers, expected 3 as in the rows before");
    std::vector<std::vector<float>> const late{{}, {4}};
    CHECK(says(message<sj::format_error>([&] { return sj::to_matrix(late); }), "row 1 has 1 numbers, expected 0"));
}

TEST_CASE("to_matrix of an empty stream is empty, of a live source holds the elements so far") {
    auto const none = sj::to_matrix(std::vector<std::vector<float>>{});
    CHECK(none.rows() == 0);
    CHECK(none.cols() == 0);
    CHECK((sj::from(std::vector<float>{}, 100.0) | sj::to_matrix).size() == 0);
    auto const empty = sj::to_matrix(std::vector<std::vector<float>>(3));   // three empty rows
    CHECK(empty.rows() == 3);
    CHECK(empty.cols() == 0);

    testing::live_source live{100.0, 2};
    live.push(std::vector<float>{1, 2, 3, 4});
    CHECK(sj::to_matrix(live).rows() == 2);
    CHECK(sj::to_matrix(live).rows() == 0);
    live.push(std::vector<float>{5, 6});
    CHECK(sj::to_matrix(live)(0, 1) == 6);
}

namespace {

/// Announces far more sample frames than it has.
struct overstated_stream : sj::stream_facade<overstated_stream, sj::domain::samples> {
    std::vector<float> sample = {1};
    int remaining = 3;
    bool next() { return remaining-- > 0; }
    sj::block<const float> get() const { return {sample, 1}; }
    bool ended() const { return remaining <= 0; }
    sj::audio_format format() const { return {.sample_rate = 1, .channels = 1, .frames = INT64_MAX / 2}; }
};

}   // namespace

TEST_CASE("to_matrix does not allocate the announced length") { CHECK(sj::to_matrix(overstated_stream{}).rows() == 3); }
