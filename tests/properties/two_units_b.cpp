// SPDX-License-Identifier: MIT
#include <symphonic/symphonic.hpp>

symphonic::fft_options other_units_options() { return {}; }

symphonic::content_key other_units_key(const std::vector<float>& x) { return symphonic::content_hash(x, 64); }

double sum_of_powers(const symphonic::fft_plan<float>& plan) {
    std::vector<float> impulse(plan.size());
    impulse[0] = 1;
    std::vector<std::complex<float>> bins(plan.bins());
    plan.forward(impulse, bins);
    double sum = 0;
    for (auto const bin : bins) sum += static_cast<double>(std::norm(bin));
    return sum;
}
