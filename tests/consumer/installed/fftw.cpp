// SPDX-License-Identifier: MIT
// The component fftw: FFTW and the built-in engine give the same spectrum of an impulse.
#include <algorithm>
#include <complex>
#include <vector>

#include <symphonic/fft.hpp>
#include <symphonic/fft/fftw.hpp>

int main() {
    namespace sj = symphonic;
    std::vector<double> x(1000);
    x[0] = 1;
    std::vector<std::complex<double>> own(501), theirs(501);
    sj::fft_plan<double>(1000).forward(x, own);
    sj::fft_plan<double>(1000, {.engine = sj::fftw()}).forward(x, theirs);
    auto const is_one = [](std::complex<double> z) { return std::abs(z - 1.0) < 1e-12; };
    return std::ranges::all_of(own, is_one) && std::ranges::all_of(theirs, is_one) ? 0 : 1;
}
