// SPDX-License-Identifier: MIT
// Eigen with this library: maps of our types (as_eigen), streams as matrices (to_matrix), and Eigen's vectors and
// matrices as arguments. Needs Eigen 3.4; no other header of the library includes it.
//
// With this header, dense Eigen vectors of unit stride, columns or rows, are contiguous ranges: every function that
// takes samples or bins takes a VectorXf, a RowVectorXd, an ArrayXcf, a Map or Ref of them, v.segment(3, 10) or a
// column of a column-major matrix, and gives the bits that a span gives. Results can be written to them: gain(v, 2),
// plan.forward(v, bins). from(v, rate) moves a temporary vector in; of a segment, Map or Ref it reads the numbers in
// place, so they must outlive the stream.
//
// A vector with another stride (a row of a column-major matrix, a Map with an InnerStride) and an expression (v + w,
// v.reverse()) do not compile as arguments: copy or evaluate them first, as in energy((v + w).eval()). A matrix is not
// a signal; energy(m.reshaped()) takes a column-major one.
#ifndef SYMPHONIC_EIGEN_HPP
#define SYMPHONIC_EIGEN_HPP

#include <symphonic/core/detail/language.hpp>

#include <algorithm>

#include <Eigen/Core>

#include <symphonic/core/detail/span_of.hpp>
#include <symphonic/core/owning.hpp>
#include <symphonic/core/stage.hpp>
#include <symphonic/fft/batch.hpp>
#include <symphonic/memory/matrix.hpp>

namespace symphonic {
namespace detail {

template <class V> V dense(const Eigen::DenseBase<V>&);
/// The class that V gives to DenseBase: Block for a VectorBlock.
template <class V> using dense_class = decltype(dense(std::declval<const V&>()));
template <class V>
concept eigen_vector = dense_class<V>::IsVectorAtCompileTime != 0 && dense_class<V>::InnerStrideAtCompileTime == 1;

template <class M> void owns_elements(const Eigen::PlainObjectBase<M>&);

template <class V>
    requires requires { typename dense_class<V>; }
struct contiguous<V> {
    /// A stream stores a Map or a segment as a span: assigning to such an object would overwrite the elements.
    using stored =
        std::conditional_t<requires(const V& v) { owns_elements(v); }, V, span_arg<typename V::Scalar const>>;
    [[nodiscard, gnu::always_inline]] static constexpr auto span(auto& v) noexcept
        -> decltype(std::span{v.data(), std::size_t{}})
        requires eigen_vector<V>
    {
        return {v.data(), static_cast<std::size_t>(v.size())};
    }
};

template <class T> using eigen_rows = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
template <class T> using eigen_column = Eigen::Matrix<T, Eigen::Dynamic, 1>;

/// Returns the Map of a `Plain<T>` at `data`; a read-only one if T is const.
template <template <class> class Plain, int Alignment = Eigen::Unaligned, class T>
[[nodiscard]] auto map(T* data, auto... sizes) {
    using plain = Plain<std::remove_const_t<T>>;
    return Eigen::Map<std::conditional_t<std::is_const_v<T>, const plain, plain>, Alignment>(
        data, static_cast<Eigen::Index>(sizes)...);
}

}   // namespace detail

/// Returns an Eigen::Map of the samples of a block, without a copy: frames() rows (sample frames) and channels()
/// columns, row-major, writable unless T is const. A partial last sample frame is not included. Valid as long as the
/// samples.
template <class T> [[nodiscard]] auto as_eigen(block<T> samples) {
    return detail::map<detail::eigen_rows>(samples.samples().data(), samples.frames(), samples.channels());
}
/// The same of an audio_buffer, read-only.
template <class T> [[nodiscard]] auto as_eigen(const audio_buffer<T>& samples) {
    return as_eigen(block<const T>(samples));
}
template <class T> void as_eigen(const audio_buffer<T>&&) = delete;

/// Returns an Eigen::Map of a span as a column vector, without a copy; writable unless T is const. Valid as long as the
/// elements.
template <class T, std::size_t N> [[nodiscard]] auto as_eigen(std::span<T, N> numbers) {
    return detail::map<detail::eigen_column>(numbers.data(), numbers.size());
}
/// The same of an analysis frame or spectrum that owns its elements, read-only.
template <class T> [[nodiscard]] auto as_eigen(const frame<T>& numbers) {
    return detail::map<detail::eigen_column>(numbers.data(), numbers.size());
}
template <class T> void as_eigen(const frame<T>&&) = delete;

/// Returns an Eigen::Map of a matrix, row-major, without a copy. Valid as long as the matrix.
template <class T> [[nodiscard]] auto as_eigen(matrix<T>& m) {
    return detail::map<detail::eigen_rows, Eigen::Aligned64>(m.data(), m.rows(), m.cols());
}
/// The same, read-only.
template <class T> [[nodiscard]] auto as_eigen(const matrix<T>& m) {
    return detail::map<detail::eigen_rows, Eigen::Aligned64>(m.data(), m.rows(), m.cols());
}
template <class T> void as_eigen(const matrix<T>&&) = delete;

namespace detail {

template <class T> concept matrix_number = std::is_arithmetic_v<T> || complex_number<T>;

/// An element as rows of a matrix: a number is one, a range of numbers is one, a block has one for each sample frame.
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
template <class S> concept yields_matrix_rows = upstream<S> && requires(const element_t<S>& e) { detail::rows_of(e); };

namespace detail {

struct to_matrix_stage : stage {
    template <yields_matrix_rows S> [[nodiscard]] auto operator()(S&& source) const {
        auto stream = as_stream(std::forward<S>(source));
        using row = decltype(rows_of(stream.get()));
        eigen_rows<typename row::Scalar> all;
        Eigen::Index count = 0;
        for (bool first = true; stream.next(); first = false) {
            auto&& element = stream.get();
            row const rows = rows_of(element);
            if (first) all.resize(0, rows.cols());
            if (rows.cols() != all.cols())
                throw format_error("to_matrix: row ", count, " has ", rows.cols(), " numbers, expected ", all.cols(),
                                   " as in the rows before");
            auto const needed = count + rows.rows();
            if (needed > all.rows()) all.conservativeResize(std::max(needed, 2 * all.rows()), Eigen::NoChange);
            all.middleRows(count, rows.rows()) = rows;
            count = needed;
        }
        all.conservativeResize(count, Eigen::NoChange);
        return all;
    }
};

}   // namespace detail

/// Copies the elements of a stream or range into an Eigen matrix, one row each: `to_matrix(x)` or `x | to_matrix`.
/// - Input: contiguous rows of numbers of one length (frames, spectra); numbers, which are rows of one; blocks, which
///   have a row for each sample frame. A stream or any standard range; an lvalue is borrowed.
/// - Output: Eigen::Matrix<T, Dynamic, Dynamic, RowMajor> of the numbers' type; 0 x 0 if there are no elements.
/// - Tail: reads to the end. Of a live source, reads until no element is ready; a second call returns the elements
///   since then.
/// - Lifetime: the matrix owns its numbers.
/// - Errors: format_error if a row has another length than the rows before. The rows read so far are lost, and a
///   borrowed stream stays after the bad element.
/// - Cost: one copy. The memory doubles when it is full, whatever length the stream announces, and is cut to size at
///   the end.
inline constexpr detail::to_matrix_stage to_matrix{};

/// Returns the spectra of the rows of a dense Eigen matrix or expression of float or double, as rfft_batch of
/// fft/batch.hpp: a column vector holds signals of one sample. Rows of a row-major matrix are read in place; rows of a
/// column-major one are copied, one at a time; an expression is evaluated first.
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
