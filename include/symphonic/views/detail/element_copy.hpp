// SPDX-License-Identifier: MIT
// kept_element: room for one element of a stream after another, lent again as the stream lent it.
#ifndef SYMPHONIC_VIEWS_DETAIL_ELEMENT_COPY_HPP
#define SYMPHONIC_VIEWS_DETAIL_ELEMENT_COPY_HPP

#include <optional>
#include <vector>

#include <symphonic/core/upstream.hpp>

namespace symphonic::detail {

/// Anything that is a value.
template <class Element>
class kept_element {
public:
    void put(const Element& element) { value_ = element; }
    [[nodiscard]] const Element& get() const { return *value_; }

private:
    std::optional<Element> value_;
};

/// Allocates only where an element is longer than any before it.
template <class T, std::size_t N>
class kept_element<std::span<T, N>> {
public:
    void put(std::span<T, N> row) { numbers_.assign(row.begin(), row.end()); }
    [[nodiscard]] std::span<const T> get() const noexcept { return numbers_; }

private:
    std::vector<std::remove_const_t<T>> numbers_;
};

template <class T>
class kept_element<block<const T>> {
public:
    void put(block<const T> lent) {
        samples_.assign(lent.samples().begin(), lent.samples().end());
        channels_ = lent.channels();
        position_ = lent.position();
    }
    [[nodiscard]] block<const T> get() const noexcept { return {samples_, channels_, position_}; }

private:
    std::vector<T> samples_;
    int channels_ = 1;
    std::int64_t position_ = 0;
};

}   // namespace symphonic::detail
#endif
