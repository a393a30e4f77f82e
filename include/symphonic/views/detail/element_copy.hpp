// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_DETAIL_ELEMENT_COPY_HPP
#define SYMPHONIC_VIEWS_DETAIL_ELEMENT_COPY_HPP

#include <concepts>
#include <exception>
#include <optional>

#include <symphonic/core/upstream.hpp>

namespace symphonic::detail {

/// Owns a copy of one element at a time and returns it as the stream did: a span or a block views the copy. Spans and
/// blocks are copied into the same memory each time; it is reallocated only for an element longer than all before.
template <class Element>
class element_copy {
    static_assert(std::copy_constructible<Element>,
                  "prefetch and fork keep copies of elements: the elements must be copyable");

public:
    void assign(const Element& element) {
        if constexpr (std::is_copy_assignable_v<Element>) copy_ = element;
        else copy_.emplace(element);
    }
    [[nodiscard]] const Element& get() const { return *copy_; }

private:
    std::optional<Element> copy_;
};

template <class T, std::size_t N>
class element_copy<std::span<T, N>> {
    using number = std::remove_const_t<T>;

public:
    void assign(std::span<const number> row) { copy_ = row; }
    [[nodiscard]] std::span<const number> get() const noexcept { return copy_; }

private:
    frame<number> copy_;
};

template <class T>
class element_copy<std::span<const std::span<const T>>> {
public:
    void assign(std::span<const std::span<const T>> channels) { copy_ = channels; }
    [[nodiscard]] std::span<const std::span<const T>> get() const noexcept { return copy_; }

private:
    channel_frames<T> copy_;
};

template <class T>
class element_copy<block<const T>> {
public:
    void assign(block<const T> samples) { copy_ = samples; }
    [[nodiscard]] block<const T> get() const noexcept { return copy_; }

private:
    audio_buffer<T> copy_;
};

/// The result of one call of next(): a copy of the element, or the exception.
template <upstream Up>
struct pulled_element {
    element_copy<element_t<Up>> element{};
    std::exception_ptr error{};   ///< null unless next() threw

    /// Calls up.next() and stores the result. Returns false if there is neither an element nor an exception. Sets
    /// `format` to the upstream's unless an exception was thrown.
    [[nodiscard]] bool pull(Up& up, audio_format& format) noexcept {
        error = nullptr;
        try {
            bool const has_element = up.next();
            if (has_element) element.assign(up.get());
            format = up.format();
            return has_element;
        } catch (...) {
            error = std::current_exception();
            return true;
        }
    }
};

}   // namespace symphonic::detail
#endif
