// SPDX-License-Identifier: MIT
#include <atomic>
#include <thread>

#include <symphonic/fft/fftw.hpp>

#include "support/engine_checks.hpp"

namespace sj = symphonic;

TEST_CASE("the FFTW engine agrees with the definition for every element type and alignment") {
    testing::check_engine(sj::fftw());
}

TEST_CASE("each FFTW effort has its own engine") {
    testing::check_transform<float>(64, sj::fftw({.effort = sj::fftw_effort::measure}));
    CHECK(sj::fftw() != sj::fftw({.effort = sj::fftw_effort::patient}));
}

TEST_CASE("threads make plans and transform with FFTW at the same time") {
    std::atomic<int> correct = 0;
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t)
        threads.emplace_back([t, &correct] {
            for (std::size_t n = 1 + t; n < 60 + t; ++n) {
                sj::fft_plan<float> const plan{n, {.engine = sj::fftw()}};
                std::vector<float> const ones(n, 1.0F);
                std::vector<std::complex<float>> bins(plan.bins());
                plan.forward(ones, bins);
                correct += std::abs(bins[0] - static_cast<float>(n)) < 1e-4F;
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(correct == 4 * 59);
}

TEST_CASE("a size beyond FFTW's int is refused with the name of the engine") {
    auto const text = testing::message<sj::argument_error>(
        [] { return sj::fft_plan<float>{std::size_t{1} << 40, {.engine = sj::fftw()}}; });
    CHECK(text == "fft: engine fftw does not support float transforms of size 1099511627776");
}
