// SPDX-License-Identifier: MIT
// matrix: rows of equal length in one piece of memory: the spectra of many signals, the features of many frames.
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

/// Goes over the rows of a matrix; what it points to is made when it is asked for.
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

/// A matrix that owns its elements: row by row without gaps, the first one aligned to 64 bytes. A value: copies are deep;
/// what was moved from has no rows. As a range it is its rows, spans that live as long as it does.
template <class T>
class matrix {
    static_assert(!std::is_same_v<T, bool>, "a matrix of bool has no memory of bool: std::vector<bool> packs them");

public:
    using memory = detail::aligned_vector<T>;

    matrix() = default;
    /// Takes rows * cols elements. Throws argument_error if there are not so many.
    matrix(std::size_t rows, std::size_t cols, memory&& elements) : rows_(rows), cols_(cols) {
        if (elements.size() != count(rows, cols))
            throw argument_error("matrix: ", elements.size(), " elements for ", rows, " rows of ", cols);
        data_ = std::move(elements);
    }
    /// Elements T{}, so 0 for numbers. Throws argument_error for more bytes than can be counted, std::bad_alloc for more
    /// than there are. Either size may be 0.
    matrix(std::size_t rows, std::size_t cols) : rows_(rows), cols_(cols), data_(count(rows, cols)) {}
    matrix(const matrix&) = default;
    matrix(matrix&& other) noexcept
        : rows_(std::exchange(other.rows_, 0)), cols_(std::exchange(other.cols_, 0)),
          data_(std::exchange(other.data_, {})) {}
    matrix& operator=(matrix other) noexcept {
        std::swap(rows_, other.rows_);
        std::swap(cols_, other.cols_);
        data_.swap(other.data_);
        return *this;
    }
    ~matrix() = default;

    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::size_t cols() const noexcept { return cols_; }
    /// rows() * cols() elements; may be null where there are none.
    [[nodiscard]] T* data() noexcept { return data_.data(); }
    [[nodiscard]] T const* data() const noexcept { return data_.data(); }

    /// cols() elements. Throws argument_error if there is no such row.
    [[nodiscard]] std::span<T> row(std::size_t i) { return {data() + first_of(i), cols_}; }
    [[nodiscard]] std::span<T const> row(std::size_t i) const { return {data() + first_of(i), cols_}; }

    /// Not checked, as the index of a vector is not.
    [[nodiscard]] T& operator()(std::size_t row, std::size_t col) noexcept { return data_[row * cols_ + col]; }
    [[nodiscard]] const T& operator()(std::size_t row, std::size_t col) const noexcept {
        return data_[row * cols_ + col];
    }

    [[nodiscard]] auto begin() noexcept { return detail::row_iterator<T>(data(), cols_, 0); }
    [[nodiscard]] auto end() noexcept { return detail::row_iterator<T>(data(), cols_, rows_); }
    [[nodiscard]] auto begin() const noexcept { return detail::row_iterator<T const>(data(), cols_, 0); }
    [[nodiscard]] auto end() const noexcept { return detail::row_iterator<T const>(data(), cols_, rows_); }

    /// The same sizes and elements.
    [[nodiscard]] friend bool operator==(const matrix&, const matrix&) = default;

private:
    [[nodiscard]] static std::size_t count(std::size_t rows, std::size_t cols) {
        if (cols != 0 && rows > PTRDIFF_MAX / sizeof(T) / cols)
            throw argument_error("matrix: ", rows, " rows of ", cols, " elements of ", sizeof(T),
                                 " bytes, expected no more than ", PTRDIFF_MAX, " bytes");
        return rows * cols;
    }
    [[nodiscard]] std::size_t first_of(std::size_t row) const {
        if (row >= rows_) throw argument_error("matrix: row ", row, ", expected less than ", rows_);
        return row * cols_;
    }

    std::size_t rows_ = 0, cols_ = 0;
    memory data_;
};

}   // namespace symphonic
#endif
