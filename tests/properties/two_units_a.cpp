// SPDX-License-Identifier: MIT
// One program, one meaning: a unit that knows FFTW and one that does not agree on every type, and link.
#include <cstdio>

#include <symphonic/fft/fftw.hpp>
#include <symphonic/symphonic.hpp>

double sum_of_powers(const symphonic::fft_plan<float>& plan);   // in the other unit
symphonic::fft_options options_of_the_other_unit();
symphonic::content_key key_of_the_other_unit(const std::vector<float>& x);

int main() {
    symphonic::fft_plan<float> const ours{64}, fftws{64, {.engine = symphonic::fftw()}};
    bool const same_default = options_of_the_other_unit().engine == symphonic::fft_options{}.engine;
    bool const same_sums = sum_of_powers(ours) == 33 && sum_of_powers(fftws) == 33;
    std::vector<float> const x(1000, 0.5F);
    bool const same_keys = key_of_the_other_unit(x) == symphonic::content_hash(x, 64);
    if (!same_default || !same_sums || !same_keys) std::puts("the two units disagree");
    return same_default && same_sums && same_keys ? 0 : 1;
}
