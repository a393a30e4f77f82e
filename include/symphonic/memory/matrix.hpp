// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_MEMORY_MATRIX_HPP
#define SYMPHONIC_MEMORY_MATRIX_HPP

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <symphonic/core/errors.hpp>
#include <symphonic/memory/detail/aligned.hpp>

namespace symphonic {
namespace detail {

/// Forward iterator over the rows of a matrix; the spans are constructed on access.
template <class T>
class row_iterator {
public:
    using value_type = std::span<T>;
    using difference_type = std::ptrdiff_t;

    row_iterator() = default;
    row_iterator(T* data, std::size_t cols, std::size_t row) noexcept : data_(data), cols_(cols), row_(row) {}

    [[nodiscard]] std::span<T> operator*() const noexcept { return {data_ + row_ * cols_, cols_}; }
    row_iterator& operator++() noexcept { return ++row_, *this; }
    row_iterator operator++(int) noexcept {
        auto const before = *this;
        ++row_;
        return before;
    }
    [[nodiscard]] friend bool operator==(const row_iterator&, const row_iterator&) = default;

private:
    T* data_ = nullptr;
    std::size_t cols_ = 0, row_ = 0;
};

}   // namespace detail

/// A matrix that owns its elements: rows of equal length without gaps, the first one aligned to 64 bytes. As a range it is its
/// rows, spans that are valid as long as the matrix.
///
/// A value: copies are deep, a moved-from matrix has no rows. T is any type except bool.
template <class T>
class matrix {
    static_assert(!std::is_same_v<T, bool>, "matrix<bool> is not possible: std::vector<bool> has no array of bool");

public:
    /// Storage of the elements: a std::vector with an allocator that aligns to 64 bytes.
    using memory = detail::aligned_vector<T>;

    /// Constructs a matrix of no rows and no columns.
    matrix() = default;
    /// Takes `elements`, row by row, without a copy. Throws argument_error unless there are rows * cols of them.
    matrix(std::size_t rows, std::size_t cols, memory&& elements) : rows_(rows), cols_(cols) {
        if (elements.size() != element_count(rows, cols))
            throw argument_error("matrix: ", elements.size(), " elements for ", rows, " rows of ", cols, ", expected ",
                                 rows * cols);
        elements_ = std::move(elements);
    }
    /// Allocates rows * cols elements T{}, 0 for numbers. Either size may be 0. Throws argument_error for more than PTRDIFF_MAX
    /// bytes, std::bad_alloc if there is not enough memory.
    matrix(std::size_t rows, std::size_t cols) : rows_(rows), cols_(cols), elements_(element_count(rows, cols)) {}
    /// Copies all elements.
    matrix(const matrix&) = default;
    /// Takes the elements of `other`, which has no rows then.
    matrix(matrix&& other) noexcept
        : rows_(std::exchange(other.rows_, 0)), cols_(std::exchange(other.cols_, 0)),
          elements_(std::exchange(other.elements_, {})) {}
    /// Copies or takes the elements of `other`.
    matrix& operator=(matrix other) noexcept {
        std::swap(rows_, other.rows_);
        std::swap(cols_, other.cols_);
        elements_.swap(other.elements_);
        return *this;
    }
    ~matrix() = default;

    /// Returns the number of rows.
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    /// Returns the number of columns.
    [[nodiscard]] std::size_t cols() const noexcept { return cols_; }
    /// Returns the address of rows() * cols() elements, row by row; may be null if there are none.
    [[nodiscard]] T* data() noexcept { return elements_.data(); }
    [[nodiscard]] T const* data() const noexcept { return elements_.data(); }

    /// Returns row i, cols() elements. Throws argument_error unless i < rows().
    [[nodiscard]] std::span<T> row(std::size_t i) { return {data() + row_offset(i), cols_}; }
    /// A view of row i of a const matrix. Throws argument_error unless i < rows().
    [[nodiscard]] std::span<T const> row(std::size_t i) const { return {data() + row_offset(i), cols_}; }

    /// Returns an element. Not checked: row must be less than rows(), col less than cols().
    [[nodiscard]] T& operator()(std::size_t row, std::size_t col) noexcept { return elements_[row * cols_ + col]; }
    [[nodiscard]] const T& operator()(std::size_t row, std::size_t col) const noexcept {
        return elements_[row * cols_ + col];
    }

    /// Returns a forward iterator to the first row, a std::span<T>.
    [[nodiscard]] auto begin() noexcept { return detail::row_iterator<T>(data(), cols_, 0); }
    [[nodiscard]] auto begin() const noexcept { return detail::row_iterator<T const>(data(), cols_, 0); }
    /// Returns an iterator past the last row.
    [[nodiscard]] auto end() noexcept { return detail::row_iterator<T>(data(), cols_, rows_); }
    [[nodiscard]] auto end() const noexcept { return detail::row_iterator<T const>(data(), cols_, rows_); }

    /// Returns true if the sizes and all elements are equal.
    [[nodiscard]] friend bool operator==(const matrix&, const matrix&) = default;

private:
    [[nodiscard]] static std::size_t element_count(std::size_t rows, std::size_t cols) {
        if (cols != 0 && rows > PTRDIFF_MAX / sizeof(T) / cols)
            throw argument_error("matrix: ", rows, " rows of ", cols, " elements of ", sizeof(T),
                                 " bytes, expected at most ", PTRDIFF_MAX, " bytes");
        return rows * cols;
    }
    [[nodiscard]] std::size_t row_offset(std::size_t row) const {
        if (row >= rows_) throw argument_error("matrix: row ", row, ", expected less than ", rows_);
        return row * cols_;
    }

    std::size_t rows_ = 0, cols_ = 0;
    memory elements_;
};

}   // namespace symphonic
#endif
