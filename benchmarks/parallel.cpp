// SPDX-License-Identifier: MIT
// views::parallel over the recordings of Debian's package sonic-pi-samples, or of the folder in the environment variable RECORDINGS,
// against a plain loop, a hand-written pool of threads and independent processes; and the cost of an element. Prints ratios of best
// times in one run: cmake -P cmake/benchmark.cmake parallel
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <thread>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <symphonic/parallel.hpp>
#include <symphonic/symphonic.hpp>

#include "report.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

namespace {

std::vector<std::filesystem::path> files;

double energy_of(const std::filesystem::path& file) {
    double sum = 0;
    for (double const e : sj::read(file) | v::mono | v::chunks(8192) | v::energy) sum += e;
    return sum;
}

void loop(benchmark::State& state) {
    for (auto _ : state) {
        std::vector<double> energies;
        for (auto const& file : files) energies.push_back(energy_of(file));
        benchmark::DoNotOptimize(energies.data());
    }
}
void parallel(benchmark::State& state) {
    auto const threads = static_cast<std::size_t>(state.range(0));
    for (auto _ : state) {
        std::vector<double> energies;
        for (double const e : files | v::parallel(energy_of, {.threads = threads})) energies.push_back(e);
        benchmark::DoNotOptimize(energies.data());
    }
}
/// Threads that take the next index until all are taken.
void hand_written_pool(benchmark::State& state) {
    for (auto _ : state) {
        std::vector<double> energies(files.size());
        std::atomic<std::size_t> next = 0;
        std::vector<std::thread> threads;
        for (std::int64_t t = 0; t < state.range(0); ++t)
            threads.emplace_back([&] {
                for (std::size_t i; (i = next++) < files.size();) energies[i] = energy_of(files[i]);
            });
        for (auto& t : threads) t.join();
        benchmark::DoNotOptimize(energies.data());
    }
}
/// Processes that take the next index from shared memory until all are taken.
void processes(benchmark::State& state) {
    auto const size = sizeof(std::atomic<std::size_t>) + files.size() * sizeof(double);
    for (auto _ : state) {
        void* const shared = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        auto* const next = new (shared) std::atomic<std::size_t>(0);
        auto* const energies = reinterpret_cast<double*>(next + 1);
        for (std::int64_t p = 0; p < state.range(0); ++p)
            if (fork() == 0) {
                for (std::size_t i; (i = (*next)++) < files.size();) energies[i] = energy_of(files[i]);
                _exit(0);
            }
        for (std::int64_t p = 0; p < state.range(0); ++p) wait(nullptr);
        benchmark::DoNotOptimize(energies);
        munmap(shared, size);
    }
}

void elements(benchmark::State& state) {
    std::vector<int> numbers(100'000);
    std::iota(numbers.begin(), numbers.end(), 0);
    for (auto _ : state) {
        long sum = 0;
        for (int const n :
             numbers | v::parallel([](int i) { return i + 1; }, {.threads = static_cast<std::size_t>(state.range(0))}))
            sum += n;
        benchmark::DoNotOptimize(sum);
    }
}

}   // namespace

int main(int count, char** arguments) {
    char const* const folder = std::getenv("RECORDINGS");
    files = sj::audio_files(folder != nullptr ? folder : "/usr/share/sonic-pi/samples", {.sorted = true}) | sj::collect;
    benchmark::RegisterBenchmark("loop", loop)->Arg(1)->UseRealTime();
    benchmark::RegisterBenchmark("parallel", parallel)->Arg(1)->Arg(2)->UseRealTime();
    benchmark::RegisterBenchmark("pool", hand_written_pool)->Arg(1)->Arg(2)->UseRealTime();
    benchmark::RegisterBenchmark("processes", processes)->Arg(2)->UseRealTime();
    benchmark::RegisterBenchmark("elements", elements)->Arg(1)->Arg(2)->UseRealTime();
    interleave(count, arguments);
    best_times time;
    benchmark::RunSpecifiedBenchmarks(&time);

    std::printf("%s, %zu files\n\n| speed of parallel | relative to | ratio | required |\n|---|---|---|---|\n",
                processor().c_str(), files.size());
    std::printf("| 1 thread | a plain loop | %.3f | 0.97 |\n", time("loop", 1) / time("parallel", 1));
    std::printf("| 1 thread | a hand-written pool of 1 thread | %.3f | |\n", time("pool", 1) / time("parallel", 1));
    std::printf("| 2 threads | a hand-written pool of 2 threads | %.3f | 0.95 |\n",
                time("pool", 2) / time("parallel", 2));
    std::printf("| 2 threads | 2 processes that share the files | %.3f | 0.95 |\n",
                time("processes", 2) / time("parallel", 2));
    std::printf("| 2 threads | a plain loop | %.3f | |\n", time("loop", 1) / time("parallel", 2));
    std::printf("\nan element in flight: %.2f us with 1 thread, %.2f us with 2; required 2 us\n",
                time("elements", 1) / 1e8, time("elements", 2) / 1e8);
}
