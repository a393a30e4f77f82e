// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_FRAME_HPP
#define SYMPHONIC_CORE_FRAME_HPP

#include <cstddef>
#include <span>
#include <vector>

namespace symphonic {

/// An owning copy of an analysis frame or a spectrum: the range_value_t of a framed stream, whose elements are spans.
/// Converting from a span is explicit, and only a frame converts to a span: std::ranges::input_range requires a common
/// reference of both, which two implicit conversions would make ambiguous.
template <class T>
class frame {
public:
    /// No values.
    frame() = default;
    /// Copies the values.
    explicit frame(std::span<const T> values) : values_(values.begin(), values.end()) {}
    /// Copies the values; allocates only if there are more than ever before.
    frame& operator=(std::span<const T> values) {
        values_.assign(values.begin(), values.end());
        return *this;
    }

    /// The first value.
    [[nodiscard]] T const* begin() const noexcept { return values_.data(); }
    /// The position after the last value.
    [[nodiscard]] T const* end() const noexcept { return values_.data() + values_.size(); }
    /// The values, contiguous.
    [[nodiscard]] T const* data() const noexcept { return values_.data(); }
    /// The number of values.
    [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
    /// Value i, below size(). Not checked.
    [[nodiscard]] const T& operator[](std::size_t i) const noexcept { return values_[i]; }
    [[nodiscard]] friend bool operator==(const frame&, const frame&) = default;

private:
    std::vector<T> values_;
};

}   // namespace symphonic
#endif
