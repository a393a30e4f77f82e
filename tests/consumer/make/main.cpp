// SPDX-License-Identifier: MIT
// Spectra of two sines, each in a thread, with FFTW; the highest bin of each is found with Eigen.
#include <cmath>
#include <vector>

#include <symphonic/eigen.hpp>
#include <symphonic/fft/fftw.hpp>
#include <symphonic/parallel.hpp>
#include <symphonic/symphonic.hpp>

int main() {
    namespace sj = symphonic;
    namespace v = symphonic::views;
    auto const highest_bin = [](int bin) {
        std::vector<double> x(512);
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = std::sin(bin * static_cast<double>(i) * 3.14159265358979 / 256);
        sj::matrix<double> spectrum =
            sj::from(x, 512.0) | v::stft({.size = 512, .engine = sj::fftw()}) | v::power | sj::collect;
        Eigen::Index at = 0;
        sj::as_eigen(spectrum).row(0).maxCoeff(&at);
        return static_cast<int>(at);
    };
    return (std::vector{10, 20} | v::parallel(highest_bin) | sj::collect) == std::vector{10, 20} ? 0 : 1;
}
