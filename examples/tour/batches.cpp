// SPDX-License-Identifier: MIT
// Small elements in batches: the cost of starting a call is paid once for each batch.
#include <symphonic/kernels.hpp>
#include <symphonic/parallel.hpp>
#include <symphonic/views.hpp>

#include "tour.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

namespace tour {

void process_batches(const input& in, table& rows) {
    auto const frames = [&] { return sj::from(in.signal, 44100.0) | v::frames(256, 256); };
    auto const measure_frame = [](const sj::frame<float>& frame) { return sj::rms(frame); };
    auto const measure_batch = [=](std::span<const sj::frame<float>> batch) {
        std::vector<double> levels;
        for (auto const& frame : batch) levels.push_back(measure_frame(frame));
        return levels;
    };
    rows.times("batches",
               {"frames | parallel",
                [&] {
                    double sum = 0;
                    for (double const level : frames() | v::parallel(measure_frame)) sum += level;
                    return sum;
                }},
               {"frames | batch(256) | parallel", [&] {
                    double sum = 0;
                    for (auto const& levels : frames() | v::batch(256) | v::parallel(measure_batch))
                        for (double const level : levels) sum += level;
                    return sum;
                }});
}

}   // namespace tour
