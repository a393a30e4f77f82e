// SPDX-License-Identifier: MIT
// Removes the hum of 50 Hz from a signal, with an STFT and its inverse.
#include <algorithm>
#include <cmath>
#include <vector>

#include <symphonic/symphonic.hpp>

int main() {
    namespace sj = symphonic;
    namespace v = symphonic::views;
    sj::stft_options const options{.size = 160, .padding = sj::padding::zero};   // bins of 50 Hz at 8 kHz
    std::vector<double> hum(8000);
    for (std::size_t i = 0; i < hum.size(); ++i) hum[i] = std::sin(0.0125 * 3.14159265358979 * static_cast<double>(i));
    auto const remove = v::edit([](auto row) { std::fill(row.begin(), row.begin() + 5, 0.0); });
    auto const rest = sj::from(hum, 8000.0) | v::stft(options) | remove | v::istft(options) | sj::collect;
    return sj::energy(rest.samples()) < 0.05 * sj::energy(hum) ? 0 : 1;
}
