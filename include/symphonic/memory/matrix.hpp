// SPDX-License-Identifier: MIT
// matrix: rows of numbers in one piece of memory.
#ifndef SYMPHONIC_MEMORY_MATRIX_HPP
#define SYMPHONIC_MEMORY_MATRIX_HPP

#include <cstddef>
#include <span>
#include <vector>

namespace symphonic {

/// rows() x cols() values, row after row; made of zeros.
template <class T>
class matrix {
public:
    matrix() = default;
    matrix(std::size_t rows, std::size_t cols) : rows_(rows), cols_(cols), values_(rows * cols) {}

    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::size_t cols() const noexcept { return cols_; }
    [[nodiscard]] std::span<T> row(std::size_t i) noexcept { return {values_.data() + i * cols_, cols_}; }
    [[nodiscard]] std::span<T const> row(std::size_t i) const noexcept { return {values_.data() + i * cols_, cols_}; }
    [[nodiscard]] T* data() noexcept { return values_.data(); }
    [[nodiscard]] T const* data() const noexcept { return values_.data(); }

private:
    std::size_t rows_ = 0, cols_ = 0;
    std::vector<T> values_;
};

}   // namespace symphonic
#endif
