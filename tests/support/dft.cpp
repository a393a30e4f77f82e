// SPDX-License-Identifier: MIT
#define TESTING_COMPILES_DFT
#include "support/dft.hpp"

template std::vector<std::complex<long double>> testing::dft(std::span<float const>, std::size_t, int);
template std::vector<std::complex<long double>> testing::dft(std::span<double const>, std::size_t, int);
template std::vector<std::complex<long double>> testing::dft(std::span<std::complex<float> const>, std::size_t, int);
template std::vector<std::complex<long double>> testing::dft(std::span<std::complex<double> const>, std::size_t, int);
