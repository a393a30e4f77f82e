// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_DETAIL_RESULT_HOLDER_HPP
#define SYMPHONIC_CORE_DETAIL_RESULT_HOLDER_HPP

#include <optional>
#include <utility>

namespace symphonic::detail {

/// Holds what an iterator or a user's function returned, a value or a reference, so that each is called once an element.
template <class R> struct result_holder {
    std::optional<R> value;
    void put(R&& r) { value.emplace(std::move(r)); }
    [[nodiscard]] const R& get() const { return *value; }
};
template <class R> struct result_holder<R&> {
    R* value = nullptr;
    void put(R& r) { value = &r; }
    [[nodiscard]] const R& get() const { return *value; }
};

/// An rvalue reference is moved into a value.
template <class R> struct result_holder<R&&> : result_holder<R> {};

}   // namespace symphonic::detail
#endif
