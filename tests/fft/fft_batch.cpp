// SPDX-License-Identifier: MIT
#include <symphonic/fft/plan.hpp>

#include "support/catch.hpp"
#include "support/dft.hpp"

namespace sj = symphonic;
using testing::message, testing::says;

TEMPLATE_TEST_CASE("a batch gives the results of single transforms", "[transforms]", float, std::complex<double>) {
    using E = TestType;
    using bin = sj::bin_t<E>;
    constexpr std::size_t n = 12, count = 5;
    sj::fft_plan<E> const plan{n};
    auto const bins = plan.bins();
    auto const x = testing::noise_of<E>(400);
    for (auto const& b :
         {sj::fft_batch{.count = count}, sj::fft_batch{.count = count, .in_distance = 20, .out_distance = 17},
          sj::fft_batch{.count = count, .in_distance = 1, .out_distance = 1, .in_stride = count, .out_stride = count},
          sj::fft_batch{.count = count, .in_distance = 3, .in_stride = 2}}) {
        CAPTURE(b.in_distance, b.out_distance, b.in_stride, b.out_stride);
        auto const in_distance = b.in_distance != 0 ? b.in_distance : n * b.in_stride;
        auto const out_distance = b.out_distance != 0 ? b.out_distance : bins * b.out_stride;
        std::vector<bin> X(400), one(bins);
        plan.forward(x, X, b);
        std::vector<E> in(n), back(400);
        for (std::size_t t = 0; t < count; ++t) {
            for (std::size_t i = 0; i < n; ++i) in[i] = x[t * in_distance + i * b.in_stride];
            plan.forward(in, one);
            for (std::size_t k = 0; k < bins; ++k) CHECK(X[t * out_distance + k * b.out_stride] == one[k]);
        }
        plan.inverse(X, back,
                     {.count = count, .in_distance = out_distance, .out_distance = n, .in_stride = b.out_stride});
        for (std::size_t t = 0; t < count; ++t)
            for (std::size_t i = 0; i < n; ++i)
                CHECK(std::abs(back[t * n + i] - x[t * in_distance + i * b.in_stride]) < 1e-6);
    }
}

TEST_CASE("a batch that reaches beyond a span is refused even if its size overflows") {
    sj::fft_plan<float> const plan{8};
    std::vector<float> x(31);
    std::vector<std::complex<float>> X(20);
    auto const refused = [&](const sj::fft_batch& b) {
        return message<sj::argument_error>([&] { plan.forward(x, X, b); });
    };
    CHECK(refused({.count = 3}).empty());
    CHECK(refused({.count = 0, .in_stride = 0}).empty());   // no transforms
    CHECK(refused({.count = 4}) == "fft: 31 numbers in for a batch of 4 transforms of 8 numbers, stride 1, distance 8");
    CHECK(says(refused({.count = 3, .out_distance = 8}), "20 numbers out"));
    CHECK(says(refused({.in_stride = 5}), "31 numbers in"));
    CHECK(refused({.out_stride = 0}) == "fft: a batch with in_stride 1 and out_stride 0, expected 1 or more");
    CHECK(says(refused({.count = SIZE_MAX}), "31 numbers in"));
    CHECK(says(refused({.count = 2, .in_distance = SIZE_MAX}), "31 numbers in"));
    CHECK(says(refused({.in_stride = SIZE_MAX / 2}), "31 numbers in"));
}

TEST_CASE("real transforms work in place, alone and in a batch") {
    for (std::size_t n : {1U, 2U, 7U, 64U, 250U, 74U}) {
        CAPTURE(n);
        sj::fft_plan<float> const plan{n};
        auto const row = 2 * plan.bins();
        auto const x = testing::noise(3 * row);
        auto memory = x;
        std::span<std::complex<float>> const X{reinterpret_cast<std::complex<float>*>(memory.data()), 3 * plan.bins()};
        std::vector<std::complex<float>> want(plan.bins());
        plan.forward(memory, X, {.count = 3, .in_distance = row});
        for (std::size_t t = 0; t < 3; ++t) {
            plan.forward(std::span{x}.subspan(t * row, n), want);
            CHECK(std::equal(want.begin(), want.end(), X.begin() + static_cast<std::ptrdiff_t>(t * plan.bins())));
        }
        plan.inverse(X.first(plan.bins()), std::span{memory}.first(n));
        for (std::size_t i = 0; i < n; ++i) CHECK(std::fabs(memory[i] - x[i]) < 1e-6F);
    }
}
