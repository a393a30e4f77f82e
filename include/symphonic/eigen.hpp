// SPDX-License-Identifier: MIT
// as_eigen: our matrices as Eigen's. rfft_batch: Eigen's as signals. Needs Eigen 3.4; nothing else in the library does.
#ifndef SYMPHONIC_EIGEN_HPP
#define SYMPHONIC_EIGEN_HPP

#include <algorithm>

#include <Eigen/Core>

#include <symphonic/fft/batch.hpp>
#include <symphonic/memory/matrix.hpp>

namespace symphonic {
namespace detail {

template <class T> using eigen_rows = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

}   // namespace detail

/// The elements of `m` where they lie, to read and write: valid as long as they are, so not of a temporary.
template <class T> [[nodiscard]] auto as_eigen(matrix<T>& m) {
    return Eigen::Map<detail::eigen_rows<T>, Eigen::Aligned64>(m.data(), static_cast<Eigen::Index>(m.rows()),
                                                               static_cast<Eigen::Index>(m.cols()));
}
template <class T> [[nodiscard]] auto as_eigen(const matrix<T>& m) {
    return Eigen::Map<detail::eigen_rows<T> const, Eigen::Aligned64>(m.data(), static_cast<Eigen::Index>(m.rows()),
                                                                     static_cast<Eigen::Index>(m.cols()));
}
template <class T> void as_eigen(const matrix<T>&&) = delete;

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
