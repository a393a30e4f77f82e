// SPDX-License-Identifier: MIT
// Eigen beside this library: what is here as Eigen's, and Eigen's where a signal is taken. Needs Eigen 3.4; nothing else
// in the library does.
//
//   as_eigen(x)      a block, a span, a frame, an audio_buffer or a matrix as an Eigen::Map, without a copy
//   to_matrix(x)     all elements of a stream or range as an Eigen matrix; so does source | to_matrix
//   energy(v), ...   dense Eigen vectors of unit stride, columns or rows, are contiguous ranges where this header is
//                    included: whatever takes samples or bins takes a VectorXf, a RowVectorXd, an ArrayXcf, a Map or Ref
//                    of them, v.segment(3, 10), a column of a column-major matrix, and gives the bits that a span gives.
//                    Results go there as well: gain(v, 2), plan.forward(v, bins). from(v, rate) lends the numbers where
//                    they lie: a temporary vector is moved in, of a segment, Map or Ref they must outlive the stream
//   rfft_batch(m)    the rows of an Eigen matrix are signals
//
// What has another stride (a row of a column-major matrix, a Map with an InnerStride) would have to be copied, and an
// expression (v + w, v.reverse()) to be evaluated: a call does not compile until the caller does that, as in
// energy((v + w).eval()). No matrix is a signal; energy(m.reshaped()) takes a column-major one.
#ifndef SYMPHONIC_EIGEN_HPP
#define SYMPHONIC_EIGEN_HPP

#include <algorithm>

#include <Eigen/Core>

#include <symphonic/core/detail/span_of.hpp>
#include <symphonic/core/owning.hpp>
#include <symphonic/core/stage.hpp>
#include <symphonic/fft/batch.hpp>
#include <symphonic/memory/matrix.hpp>

namespace symphonic {
namespace detail {

// ---- Eigen's vectors as contiguous ranges ----------------------------------------------------------------------------

template <class V> V dense(const Eigen::DenseBase<V>&);
template <class V> using dense_class = decltype(dense(std::declval<const V&>()));   // Block, of a VectorBlock
template <class V>
concept eigen_vector = dense_class<V>::IsVectorAtCompileTime != 0 && dense_class<V>::InnerStrideAtCompileTime == 1;

template <class M> void owns_its_numbers(const Eigen::PlainObjectBase<M>&);

template <class V>
    requires requires { typename dense_class<V>; }
struct contiguous<V> {
    /// What only points at numbers is kept as a span: assigned to, it would overwrite them.
    using kept =
        std::conditional_t<requires(const V& v) { owns_its_numbers(v); }, V, span_arg<typename V::Scalar const>>;
    [[nodiscard, gnu::always_inline]] static constexpr auto span(auto& v) noexcept
        -> decltype(std::span{v.data(), std::size_t{}})
        requires eigen_vector<V>
    {
        return {v.data(), static_cast<std::size_t>(v.size())};
    }
};

// ---- ours as Eigen's -------------------------------------------------------------------------------------------------

template <class T> using eigen_rows = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
template <class T> using eigen_column = Eigen::Matrix<T, Eigen::Dynamic, 1>;

/// The Map of a `Plain<T>` at `data`, which is read only where T is const.
template <template <class> class Plain, int Alignment = Eigen::Unaligned, class T>
[[nodiscard]] auto map(T* data, auto... sizes) {
    using plain = Plain<std::remove_const_t<T>>;
    return Eigen::Map<std::conditional_t<std::is_const_v<T>, const plain, plain>, Alignment>(
        data, static_cast<Eigen::Index>(sizes)...);
}

}   // namespace detail

/// Where the numbers lie, to read, and to write unless they are const: valid as long as they are, so not of a temporary
/// that owns them.
///
/// Interleaved samples have frames() rows and channels() columns, row-major: a row is one instant, a column one channel,
/// as of a matrix. What is left over in a block after its last whole sample frame is not seen.
template <class T> [[nodiscard]] auto as_eigen(block<T> samples) {
    return detail::map<detail::eigen_rows>(samples.samples().data(), samples.frames(), samples.channels());
}
template <class T> [[nodiscard]] auto as_eigen(const audio_buffer<T>& samples) {
    return as_eigen(block<const T>(samples));
}
template <class T> void as_eigen(const audio_buffer<T>&&) = delete;

/// A row of numbers, as an analysis frame or a spectrum, is a column vector, which a vector is to Eigen.
template <class T, std::size_t N> [[nodiscard]] auto as_eigen(std::span<T, N> numbers) {
    return detail::map<detail::eigen_column>(numbers.data(), numbers.size());
}
template <class T> [[nodiscard]] auto as_eigen(const frame<T>& numbers) {
    return detail::map<detail::eigen_column>(numbers.data(), numbers.size());
}
template <class T> void as_eigen(const frame<T>&&) = delete;

/// Rows are rows.
template <class T> [[nodiscard]] auto as_eigen(matrix<T>& m) {
    return detail::map<detail::eigen_rows, Eigen::Aligned64>(m.data(), m.rows(), m.cols());
}
template <class T> [[nodiscard]] auto as_eigen(const matrix<T>& m) {
    return detail::map<detail::eigen_rows, Eigen::Aligned64>(m.data(), m.rows(), m.cols());
}
template <class T> void as_eigen(const matrix<T>&&) = delete;

// ---- streams as matrices ---------------------------------------------------------------------------------------------

namespace detail {

template <class T> concept matrix_number = std::is_arithmetic_v<T> || complex_number<T>;

/// The rows that an element gives a matrix.
template <matrix_number T> [[nodiscard]] auto rows_of(const T& number) { return map<eigen_rows>(&number, 1, 1); }
template <matrix_number T> [[nodiscard]] auto rows_of(block<const T> samples) { return as_eigen(samples); }
template <matrix_number T> [[nodiscard]] auto rows_of(const audio_buffer<T>& samples) { return as_eigen(samples); }
template <contiguous_range R>
    requires matrix_number<element_of<R>>
[[nodiscard]] auto rows_of(const R& numbers) {
    return map<eigen_rows>(span_of(numbers).data(), 1, span_of(numbers).size());
}

}   // namespace detail

/// A stream or range of rows of numbers, of blocks, or of numbers.
template <class S> concept lends_matrix_rows = upstream<S> && requires(const element_t<S>& e) { detail::rows_of(e); };

/// to_matrix(x), x | to_matrix: the elements of a stream, one row each, copied as they come.
///   in        rows (frames, spectra, anything contiguous) of one length; numbers, which are rows of one; blocks, which
///             are as many rows as sample frames. A stream of ours or any standard range: an lvalue is borrowed
///   out       Eigen::Matrix<T, Dynamic, Dynamic, RowMajor> of the type of the numbers. Nothing gives 0 x 0
///   tail      goes on to the end; of a live source, until it has nothing now: a second call then takes what came since
///   errors    format_error: a row of another length than those before, a block of other channels. What threw is lost, and
///             a borrowed stream stands behind it
///   cost      one copy; memory doubles where it is short, whatever length the stream claims to have, and is cut to
///             size at the end
struct to_matrix_fn : stage {
    template <lends_matrix_rows S> [[nodiscard]] auto operator()(S&& source) const {
        auto stream = as_stream(std::forward<S>(source));
        using row = decltype(detail::rows_of(stream.get()));
        detail::eigen_rows<typename row::Scalar> all;
        Eigen::Index count = 0;
        for (bool first = true; stream.next(); first = false) {
            auto&& element = stream.get();
            row const rows = detail::rows_of(element);
            if (first) all.resize(0, rows.cols());
            if (rows.cols() != all.cols())
                throw format_error("to_matrix: row ", count, " has ", rows.cols(), " numbers, expected ", all.cols(),
                                   " as before");
            auto const needed = count + rows.rows();
            if (needed > all.rows()) all.conservativeResize(std::max(needed, 2 * all.rows()), Eigen::NoChange);
            all.middleRows(count, rows.rows()) = rows;
            count = needed;
        }
        all.conservativeResize(count, Eigen::NoChange);
        return all;
    }
};
inline constexpr to_matrix_fn to_matrix{};

// ---- Eigen's as signals ----------------------------------------------------------------------------------------------

/// rfft_batch of fft/batch.hpp where the rows of a dense Eigen matrix or expression, float or double, are the signals: a
/// column vector holds many of one sample. Row-major ones are read where they lie; of column-major ones each row is
/// copied first; an expression is evaluated first.
template <class Derived>
    requires std::floating_point<typename Derived::Scalar>
[[nodiscard]] auto rfft_batch(const Eigen::DenseBase<Derived>& rows, std::size_t n = 0, fft_options options = {}) {
    using T = typename Derived::Scalar;
    if constexpr ((Derived::Flags & Eigen::DirectAccessBit) == 0) {
        return rfft_batch(rows.eval(), n, options);
    } else {
        auto const& m = rows.derived();
        auto const length = static_cast<std::size_t>(m.cols());
        if (n == 0) n = length;
        return detail::rfft_rows<T>(static_cast<std::size_t>(m.rows()), n, options, [&](auto const& transform) {
            std::vector<T> copy(std::min(length, n));
            for (Eigen::Index i = 0; i < m.rows(); ++i)
                if (Derived::IsRowMajor && m.innerStride() == 1) {
                    transform(std::span{m.data() + i * m.outerStride(), length});
                } else {
                    for (std::size_t k = 0; k < copy.size(); ++k) copy[k] = m.coeff(i, static_cast<Eigen::Index>(k));
                    transform(copy);
                }
        });
    }
}

}   // namespace symphonic
#endif
