// SPDX-License-Identifier: MIT
// weight_of: how many bytes a value is taken to have, where nobody says otherwise.
#ifndef SYMPHONIC_CACHE_DETAIL_WEIGHT_HPP
#define SYMPHONIC_CACHE_DETAIL_WEIGHT_HPP

#include <cstddef>

namespace symphonic::detail {

/// sizeof(V), and of a range, a matrix or an audio_buffer its elements as well. What those own themselves is not seen: strings in a
/// vector.
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
