// SPDX-License-Identifier: MIT
#include <symphonic/symphonic.hpp>

symphonic::fft_options options_of_the_other_unit() { return {}; }

symphonic::content_key key_of_the_other_unit(const std::vector<float>& x) { return symphonic::content_hash(x, 64); }

double sum_of_powers(const symphonic::fft_plan<float>& plan) {
    std::vector<float> click(plan.size());
    click[0] = 1;
    std::vector<std::complex<float>> bins(plan.bins());
    plan.forward(click, bins);
    double sum = 0;
    for (auto const bin : bins) sum += static_cast<double>(std::norm(bin));
    return sum;
}
