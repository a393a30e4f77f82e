// SPDX-License-Identifier: MIT
// Uses every kernel of the layers fft, spectral and io. Compiled twice, for two processors; kernel_list.cmake checks
// that no kernel is missing.
#include <vector>

#include <symphonic/fft/plan.hpp>
#include <symphonic/fft/windowed_fft.hpp>
#include <symphonic/io/detail/all_finite.hpp>
#include <symphonic/spectral/convolve.hpp>
#include <symphonic/spectral/istft.hpp>
#include <symphonic/spectral/stft.hpp>

namespace sj = symphonic;

template class sj::fft_plan<float>;
template class sj::fft_plan<double>;
template class sj::fft_plan<std::complex<float>>;
template class sj::fft_plan<std::complex<double>>;
template class sj::windowed_fft<float>;
template class sj::windowed_fft<double>;

namespace {

template <class T> bool filtered_is_finite(const std::vector<T>& x) {
    auto const filtered = sj::convolve(x, x);
    auto const restored = sj::istft(sj::stft(filtered));
    return sj::detail::all_finite(std::span<const T>{restored});
}

}   // namespace

bool UNIT(const std::vector<float>& floats, const std::vector<double>& doubles) {
    return filtered_is_finite(floats) && filtered_is_finite(doubles);
}
