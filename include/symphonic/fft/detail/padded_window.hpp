// SPDX-License-Identifier: MIT
// padded_window: a window shorter than its frame.
#ifndef SYMPHONIC_FFT_DETAIL_PADDED_WINDOW_HPP
#define SYMPHONIC_FFT_DETAIL_PADDED_WINDOW_HPP

#include <symphonic/fft/window.hpp>

namespace symphonic::detail {

/// A periodic window of window_size coefficients (0: size), (size - window_size) / 2 zeros before it and the rest of
/// them after, as librosa.util.pad_center. Throws argument_error if it is longer than `size`.
template <std::floating_point T>
[[nodiscard]] std::vector<T> padded_window(const window& shape, std::size_t size, std::size_t window_size,
                                           char const* who) {
    if (window_size > size)
        throw argument_error(who, ": window_size ", window_size, ", expected at most the size, ", size);
    auto coefficients = make_window<T>(shape, window_size == 0 ? size : window_size);
    auto const zeros = size - coefficients.size();
    coefficients.insert(coefficients.begin(), zeros / 2, T{});
    coefficients.resize(size);
    return coefficients;
}

}   // namespace symphonic::detail
#endif
