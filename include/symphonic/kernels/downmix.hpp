// SPDX-License-Identifier: MIT
// downmix: the mean of the channels of an interleaved signal.
#ifndef SYMPHONIC_KERNELS_DOWNMIX_HPP
#define SYMPHONIC_KERNELS_DOWNMIX_HPP

#include <concepts>
#include <cstddef>
#include <span>

namespace symphonic::detail {

/// out[i] = (x[i C] + ... + x[i C + C - 1]) / C, added in that order. x holds out.size() sample frames of C channels.
template <std::floating_point T>
void downmix(std::span<const T> x, std::size_t channels, std::span<T> out) noexcept {
    T const* from = x.data();
    auto const count = static_cast<T>(channels);
    for (T& mean : out) {
        T sum = 0;
        for (std::size_t c = 0; c < channels; ++c) sum += *from++;
        mean = sum / count;
    }
}

}   // namespace symphonic::detail
#endif
