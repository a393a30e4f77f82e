// SPDX-License-Identifier: MIT
// Vector instructions, chosen when the program runs, instead of scalar loops.
#include <algorithm>
#include <cmath>

#include <symphonic/kernels.hpp>

#include "tour.hpp"

namespace sj = symphonic;

namespace tour {

void vectorize(const input& in, table& rows) {
    auto const& x = in.signal;
    rows.times("energy of a signal",
               {"loop that sums doubles",
                [&] {
                    double sum = 0;
                    for (float const s : x) sum += static_cast<double>(s) * static_cast<double>(s);
                    return sum;
                }},
               {"energy", [&] { return sj::energy(x); }}, {.runs = 20});
    rows.times("mean, peak, crossings",
               {"a loop for each",
                [&] {
                    double sum = 0, squares = 0, peak = 0;
                    std::size_t crossings = 0;
                    for (float const s : x) sum += static_cast<double>(s);
                    for (float const s : x) squares += static_cast<double>(s) * static_cast<double>(s);
                    for (float const s : x) peak = std::max(peak, std::abs(static_cast<double>(s)));
                    for (std::size_t i = 1; i < x.size(); ++i) crossings += (x[i] < 0) != (x[i - 1] < 0);
                    return sum + squares + peak + static_cast<double>(crossings);
                }},
               {"summarize, one pass",
                [&] {
                    auto const s = sj::summarize(x);
                    return s.sum + s.energy + s.peak + static_cast<double>(s.zero_crossings);
                }},
               {.runs = 10});
}

}   // namespace tour
