// SPDX-License-Identifier: MIT
#include <thread>

#include <symphonic/fft/fftw.hpp>

#include "support/engine_checks.hpp"

namespace sj = symphonic;

TEST_CASE("FFTW as an engine: every kind, against the definition, aligned or not") {
    testing::check_engine(sj::fftw());
}

TEST_CASE("FFTW with more effort is an engine of its own") {
    testing::check_transform<float>(64, sj::fftw({.effort = sj::fftw_effort::measure}));
    CHECK(sj::fftw() != sj::fftw({.effort = sj::fftw_effort::patient}));
}

TEST_CASE("planning with FFTW is safe in many threads at once") {
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t)
        threads.emplace_back([t] {
            for (std::size_t n = 1; n < 60; ++n) sj::fft_plan<float>{n + t, {.engine = sj::fftw()}};
        });
    for (auto& thread : threads) thread.join();
}

TEST_CASE("a size that FFTW cannot count is refused by name") {
    auto const text = testing::message<sj::argument_error>(
        [] { return sj::fft_plan<float>{std::size_t{1} << 40, {.engine = sj::fftw()}}; });
    CHECK(testing::says(text, "the engine fftw offers no such transform"));
}
