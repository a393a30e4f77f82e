// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_FFT_DETAIL_PADDED_WINDOW_HPP
#define SYMPHONIC_FFT_DETAIL_PADDED_WINDOW_HPP

#include <symphonic/fft/window.hpp>

namespace symphonic::detail {

/// Throws argument_error if a window is longer than its frame.
constexpr void require_window_size(char const* caller, std::size_t window_size, std::size_t size) {
    if (window_size > size)
        throw argument_error(caller, ": window_size ", window_size, ", expected at most the size, ", size);
}

/// Returns a periodic window of window_size coefficients (0: size) in the middle of `size`: (size - window_size) / 2
/// zeros before it and the other zeros after it, as librosa.util.pad_center. Throws argument_error if window_size >
/// size.
template <std::floating_point T>
[[nodiscard, gnu::cold]] std::vector<T> padded_window(const window& shape, std::size_t size, std::size_t window_size,
                                                      char const* caller) {
    require_window_size(caller, window_size, size);
    auto coefficients = make_window<T>(shape, window_size == 0 ? size : window_size);
    auto const zeros = size - coefficients.size();
    coefficients.insert(coefficients.begin(), zeros / 2, T{});
    coefficients.resize(size);
    return coefficients;
}

}   // namespace symphonic::detail
#endif
