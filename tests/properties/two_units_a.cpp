// SPDX-License-Identifier: MIT
// Links a unit that includes fft/fftw.hpp and one that does not, and checks that both agree on plans, options and keys.
#include <cstdio>

#include <symphonic/fft/fftw.hpp>
#include <symphonic/symphonic.hpp>

double sum_of_powers(const symphonic::fft_plan<float>& plan);   // in two_units_b.cpp
symphonic::fft_options other_units_options();
symphonic::content_key other_units_key(const std::vector<float>& x);

int main() {
    symphonic::fft_plan<float> const builtin{64}, fftw{64, {.engine = symphonic::fftw()}};
    bool const same_default = other_units_options().engine == symphonic::fft_options{}.engine;
    bool const same_sums = sum_of_powers(builtin) == 33 && sum_of_powers(fftw) == 33;
    std::vector<float> const x(1000, 0.5F);
    bool const same_keys = other_units_key(x) == symphonic::content_hash(x, 64);
    if (!same_default) std::puts("the units have different default engines");
    if (!same_sums) std::puts("the spectrum of an impulse is wrong");
    if (!same_keys) std::puts("the units compute different keys");
    return same_default && same_sums && same_keys ? 0 : 1;
}
