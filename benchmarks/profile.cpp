// SPDX-License-Identifier: MIT
// Time of an empty scope of a profile, in nanoseconds. Best times of interleaved repetitions in one run:
//   cmake -P cmake/benchmark.cmake profile
#include <chrono>
#include <cstdio>
#include <vector>

#include <symphonic/profile.hpp>
#include <symphonic/views.hpp>

#include "report.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

namespace {

void empty(benchmark::State& state) {
    for (auto _ : state) benchmark::ClobberMemory();
}
void steady_clock(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(std::chrono::steady_clock::now());
}
void label(benchmark::State& state) {
    sj::profile prof;
    auto const name = prof.named("decode");
    for (auto _ : state) {
        sj::profile::scope const s{name};
        benchmark::ClobberMemory();
    }
}
void name(benchmark::State& state) {
    sj::profile prof;
    for (auto _ : state) {
        sj::profile::scope const s{prof, "decode"};
        benchmark::ClobberMemory();
    }
}
void nested(benchmark::State& state) {
    sj::profile prof;
    auto const outer = prof.named("outer"), inner = prof.named("inner");
    sj::profile::scope const s{outer};
    for (auto _ : state) {
        sj::profile::scope const t{inner};
        benchmark::ClobberMemory();
    }
}
void two_profiles(benchmark::State& state) {   // by turns
    sj::profile prof, other;
    auto const a = prof.named("a"), b = other.named("b");
    for (auto _ : state) {
        {
            sj::profile::scope const s{a};
        }
        { sj::profile::scope const s{b}; }
        benchmark::ClobberMemory();
    }
}
void traced(benchmark::State& state) {
    sj::profile prof{{.trace = true, .max_events = 1 << 14}};
    auto const name = prof.named("decode");
    std::size_t left = 1 << 14;
    for (auto _ : state) {
        if (left-- == 0) prof.clear(), left = (1 << 14) - 1;
        sj::profile::scope const s{name};
        benchmark::ClobberMemory();
    }
}
void timed(benchmark::State& state) {
    sj::profile prof;
    auto const f = sj::timed(prof, "f", [](int x) noexcept { return x; });
    for (auto _ : state) benchmark::DoNotOptimize(f(1));
}
template <bool Timed> void stage(benchmark::State& state) {
    std::vector<float> const x(1 << 20, 0.5F);
    sj::profile prof;
    auto const frames = v::frames(16, 16);
    for (auto _ : state) {
        std::size_t n = 0;
        auto const count = [&](auto stream) {
            while (stream.next()) n += stream.get().size();
        };
        if constexpr (Timed) count(sj::from(x, 1.0) | frames | v::timed(prof, "frames"));
        else count(sj::from(x, 1.0) | frames);
        benchmark::DoNotOptimize(n);
    }
}
void measure_memory(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(sj::measure_memory([] {}));
}

}   // namespace

BENCHMARK(empty);
BENCHMARK(steady_clock);
BENCHMARK(label);
BENCHMARK(name);
BENCHMARK(nested);
BENCHMARK(two_profiles);
BENCHMARK(traced);
BENCHMARK(timed);
BENCHMARK(stage<false>)->Name("bare_stage");
BENCHMARK(stage<true>)->Name("timed_stage");
BENCHMARK(measure_memory);

int main(int count, char** arguments) {
    interleave(count, arguments);
    best_times times;
    benchmark::RunSpecifiedBenchmarks(&times);
    auto const ns = [&](std::string const& benchmark) { return times.best[benchmark + "/"]; };
    std::printf("%s\nnanoseconds; an empty loop takes %.1f:\n", processor().c_str(), ns("empty"));
    std::printf("    %5.1f  std::chrono::steady_clock::now()\n", ns("steady_clock"));
    std::printf("    %5.1f  a scope of a label: two calls of now() and %.1f\n", ns("label"),
                ns("label") - 2 * ns("steady_clock"));
    std::printf("    %5.1f  a scope of a name: two calls of now() and %.1f (limit: 30)\n", ns("name"),
                ns("name") - 2 * ns("steady_clock"));
    std::printf("    %5.1f  a scope inside another\n", ns("nested"));
    std::printf("    %5.1f  a scope, two profiles by turns\n", ns("two_profiles") / 2);
    std::printf("    %5.1f  a scope with the option trace\n", ns("traced"));
    std::printf("    %5.1f  a call of a timed function\n", ns("timed"));
    std::printf("    %5.1f  views::timed, per element\n", (ns("timed_stage") - ns("bare_stage")) / 65536);
    std::printf("    %5.0f  measure_memory without count_allocations.hpp\n", ns("measure_memory"));
}
