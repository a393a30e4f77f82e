// SPDX-License-Identifier: MIT
#include <symphonic/fft/overlap.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::message;

namespace {

/// The sum of overlapping windows far from both ends, each coefficient raised to a power.
std::vector<double> overlapped(const sj::window& shape, std::size_t size, std::size_t hop, int power) {
    auto const w = sj::make_window<double>(shape, size);
    auto const before = (size + hop - 1) / hop;   // windows that overlap the first sample returned
    std::vector<double> sum((before + 1) * hop + size);
    for (std::size_t k = 0; k <= before; ++k)
        for (std::size_t i = 0; i < size; ++i) sum[k * hop + i] += power == 2 ? w[i] * w[i] : w[i];
    return {sum.begin() + static_cast<std::ptrdiff_t>(before * hop),
            sum.begin() + static_cast<std::ptrdiff_t>((before + 1) * hop)};
}

}   // namespace

TEST_CASE("check_cola and check_nola agree with the sums of windows over shapes, sizes and hops") {
    for (auto const& shape : {sj::window::rectangular, sj::window::hann, sj::window::blackman, sj::window::hamming,
                              sj::window::tukey(0.5), sj::window::kaiser(8)})
        for (std::size_t size : {1U, 2U, 7U, 12U, 64U})
            for (std::size_t hop = 1; hop <= size + 2; ++hop) {
                auto const sums = overlapped(shape, size, hop, 1), squares = overlapped(shape, size, hop, 2);
                auto const [low, high] = std::minmax_element(sums.begin(), sums.end());
                CAPTURE(size, hop);
                CHECK(sj::check_cola(shape, size, hop) == (*high - *low < 1e-10));
                CHECK(sj::check_nola(shape, size, hop) == (*std::min_element(squares.begin(), squares.end()) > 1e-10));
            }
}

TEST_CASE("check_cola and check_nola give the results known for common windows") {
    // Hann at a half and a quarter of its size, Blackman at a third
    CHECK(sj::check_cola(sj::window::hann, 512, 256));
    CHECK(sj::check_cola(sj::window::hann, 512, 128));
    CHECK(sj::check_cola(sj::window::blackman, 120, 40));
    CHECK(!sj::check_cola(sj::window::blackman, 120, 60));
    CHECK(sj::check_cola(sj::window::rectangular, 100, 100));
    CHECK(!sj::check_cola(sj::window::hann, 512, 300));
    CHECK(sj::check_cola(sj::window::rectangular, 120, 60));
    CHECK(!sj::check_cola(sj::window::rectangular, 100, 60));
    // A periodic Hann window begins with 0: a sample under no other window is lost
    CHECK(sj::check_nola(sj::window::hann, 512, 300));
    CHECK(!sj::check_nola(sj::window::hann, 512, 512));
    CHECK(sj::check_nola(sj::window::rectangular, 8, 8));
    CHECK(!sj::check_nola(sj::window::rectangular, 8, 9));
    CHECK(!sj::check_cola(sj::window::rectangular, 8, 9));
}

TEST_CASE("check_cola and check_nola take windows of samples and refuse sizes and hops of 0") {
    auto const ramp = sj::window::samples({0.25, 0.5, 0.75, 0.5});
    CHECK(sj::check_cola(ramp, 4, 2));
    CHECK(!sj::check_cola(ramp, 4, 4));
    CHECK(sj::check_nola(sj::window::samples({0, 1, 0, 1}), 4, 1));
    CHECK(!sj::check_nola(sj::window::samples({0, 1, 0, 1}), 4, 2));
    CHECK(message<sj::argument_error>([] { return sj::check_cola(sj::window::hann, 0, 4); }) ==
          "check_cola: size 0, expected 1 or more");
    CHECK(message<sj::argument_error>([] { return sj::check_nola(sj::window::hann, 4, 0); }) ==
          "check_nola: hop 0, expected 1 or more");
    CHECK_THROWS_AS(sj::check_cola(ramp, 5, 1), sj::argument_error);
}
