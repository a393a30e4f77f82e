// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_STRIDED_SPAN_HPP
#define SYMPHONIC_CORE_STRIDED_SPAN_HPP

#include <compare>
#include <cstddef>
#include <iterator>
#include <span>
#include <type_traits>

namespace symphonic {

/// A view of every `stride`-th element of contiguous memory: one channel of a block. A random-access range that does not own
/// its elements. It is not contiguous, so kernels such as energy() refuse it: copy it first,
/// `std::vector<float>(channel.begin(), channel.end())`, or put v::channel(c) into a pipeline.
template <class T>
class strided_span {
public:
    /// Random-access iterator.
    class iterator {
    public:
        using value_type = std::remove_cv_t<T>;
        using difference_type = std::ptrdiff_t;
        using reference = T&;                                        ///< what operator* returns
        using pointer = T*;                                          ///< what operator-> returns
        using iterator_category = std::random_access_iterator_tag;   ///< for algorithms that do not know concepts

        iterator() = default;
        /// Element `index` of a view that begins at `first`.
        constexpr iterator(T* first, std::ptrdiff_t stride, std::ptrdiff_t index) noexcept
            : first_(first), stride_(stride), index_(index) {}

        [[nodiscard]] constexpr T& operator*() const noexcept { return first_[index_ * stride_]; }
        [[nodiscard]] constexpr T* operator->() const noexcept { return &**this; }
        [[nodiscard]] constexpr T& operator[](std::ptrdiff_t n) const noexcept { return *(*this + n); }
        constexpr iterator& operator+=(std::ptrdiff_t n) noexcept {
            index_ += n;
            return *this;
        }
        constexpr iterator& operator-=(std::ptrdiff_t n) noexcept { return *this += -n; }
        constexpr iterator& operator++() noexcept { return *this += 1; }
        constexpr iterator& operator--() noexcept { return *this -= 1; }
        constexpr iterator operator++(int) noexcept {
            auto const before = *this;
            ++*this;
            return before;
        }
        constexpr iterator operator--(int) noexcept {
            auto const before = *this;
            --*this;
            return before;
        }
        [[nodiscard]] friend constexpr iterator operator+(iterator i, std::ptrdiff_t n) noexcept { return i += n; }
        [[nodiscard]] friend constexpr iterator operator+(std::ptrdiff_t n, iterator i) noexcept { return i += n; }
        [[nodiscard]] friend constexpr iterator operator-(iterator i, std::ptrdiff_t n) noexcept { return i -= n; }
        [[nodiscard]] friend constexpr std::ptrdiff_t operator-(const iterator& a, const iterator& b) noexcept {
            return a.index_ - b.index_;
        }
        [[nodiscard]] friend constexpr bool operator==(const iterator& a, const iterator& b) noexcept {
            return a.index_ == b.index_;
        }
        [[nodiscard]] friend constexpr auto operator<=>(const iterator& a, const iterator& b) noexcept {
            return a.index_ <=> b.index_;
        }

    private:
        T* first_ = nullptr;
        std::ptrdiff_t stride_ = 1, index_ = 0;
    };

    /// No elements.
    constexpr strided_span() = default;
    /// Views `size` elements: first[0], first[stride], ..., first[(size - 1) * stride].
    constexpr strided_span(T* first, std::size_t size, std::size_t stride) noexcept
        : first_(first), size_(size), stride_(stride) {}

    /// Returns the number of elements.
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    /// Returns true if there is no element.
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
    /// Returns the distance of neighbouring elements in memory.
    [[nodiscard]] constexpr std::size_t stride() const noexcept { return stride_; }
    /// Returns element i, below size(). Not checked.
    [[nodiscard]] constexpr T& operator[](std::size_t i) const noexcept { return first_[i * stride_]; }
    /// Returns an iterator to the first element.
    [[nodiscard]] constexpr iterator begin() const noexcept {
        return {first_, static_cast<std::ptrdiff_t>(stride_), 0};
    }
    /// Returns the end.
    [[nodiscard]] constexpr iterator end() const noexcept { return begin() + static_cast<std::ptrdiff_t>(size_); }

private:
    T* first_ = nullptr;
    std::size_t size_ = 0, stride_ = 1;
};

}   // namespace symphonic

/// @cond specialisations of the standard library's variables
template <class T> inline constexpr bool std::ranges::enable_view<symphonic::strided_span<T>> = true;
template <class T> inline constexpr bool std::ranges::enable_borrowed_range<symphonic::strided_span<T>> = true;
/// @endcond
#endif
