// SPDX-License-Identifier: MIT
// The component views, which needs no package: counts the rows of a power spectrogram of a signal in memory.
#include <vector>

#include <symphonic/views.hpp>

int main() {
    namespace v = symphonic::views;
    std::vector<float> const x(4096, 0.5F);
    std::size_t rows = 0;
    for (auto const row : symphonic::from(x, 8000.0) | v::stft({.size = 256}) | v::power) rows += row.size() == 129;
    return rows == 61 ? 0 : 1;
}
