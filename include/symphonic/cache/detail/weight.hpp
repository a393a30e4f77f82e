// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_DETAIL_WEIGHT_HPP
#define SYMPHONIC_CACHE_DETAIL_WEIGHT_HPP

#include <cstddef>

namespace symphonic::detail {

/// Returns the default weight of a value in bytes: sizeof(V), plus size() * sizeof(element) of a range, a matrix or an
/// audio_buffer. Memory that the elements own is not counted: of a vector of strings, the text.
template <class V> [[nodiscard]] constexpr std::size_t weight_of(const V& value) noexcept {
    if constexpr (requires { value.samples().size(); })
        return sizeof(V) + value.samples().size() * sizeof(*value.samples().data());
    else if constexpr (requires { value.rows() * value.cols() * sizeof(*value.data()); })
        return sizeof(V) +
               static_cast<std::size_t>(value.rows()) * static_cast<std::size_t>(value.cols()) * sizeof(*value.data());
    else if constexpr (requires { value.size() * sizeof(*value.begin()); })
        return sizeof(V) + static_cast<std::size_t>(value.size()) * sizeof(*value.begin());
    else return sizeof(V);
}

}   // namespace symphonic::detail
#endif
