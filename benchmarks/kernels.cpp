// SPDX-License-Identifier: MIT
// Benchmark of the kernels against the read limit of the memory and against Eigen, OpenBLAS, NumPy and the standard
// library. Prints ratios of best times in one run. Run it with cmake -P cmake/benchmark.cmake.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <dlfcn.h>

#include <symphonic/kernels.hpp>

#include "eigen_energy.hpp"
#include "report.hpp"

namespace sj = symphonic;

namespace {

constexpr std::size_t largest_size = std::size_t{1} << 26;

const std::vector<float>& noise() {
    static auto const samples = [] {
        std::vector<float> x(largest_size);
        std::uint32_t state = 7;
        for (float& s : x) s = static_cast<float>(state = state * 1664525 + 1013904223) / 2147483648.0F - 1;
        return x;
    }();
    return samples;
}

/// Input and output of conversions, in one allocation. With separate allocations the arrays conflict in the first-level
/// cache in some runs of the program and not in others.
struct conversion_data {
    std::vector<float> memory;
    std::span<float> in, out;
    std::span<std::int16_t> integers;
    explicit conversion_data(std::size_t n) : memory(3 * n) {
        in = std::span{memory}.first(n);
        out = std::span{memory}.subspan(n, n);
        integers = {reinterpret_cast<std::int16_t*>(memory.data() + 2 * n), n};
        std::copy_n(noise().begin(), n, in.begin());
        sj::convert(in, integers);
    }
    static conversion_data& of_size(std::int64_t n) {
        static std::map<std::int64_t, conversion_data> all;
        return all.try_emplace(n, static_cast<std::size_t>(n)).first->second;
    }
};

/// Reads all samples and combines their bits: the read limit of the memory.
struct read_kernel {
    template <class Target, class T> SYMPHONIC_KERNEL static int run(T const* x, std::size_t n) noexcept {
        using bits = sj::detail::vec<Target, int>;
        constexpr std::size_t step = sj::detail::width<Target, int>;
        bits all[8] = {};
        for (std::size_t i = 0; i + 8 * step <= n; i += 8 * step)
            sj::detail::unroll<8>([&](std::size_t k) SYMPHONIC_KERNEL {
                bits value;
                __builtin_memcpy(&value, x + i + k * step, sizeof value);
                all[k] |= value;
            });
        for (std::size_t k = 1; k < 8; ++k) all[0] |= all[k];
        return sj::detail::fold_lanes<int, step>(all[0], [](auto& a, const auto& b) SYMPHONIC_KERNEL { a |= b; });
    }
};

using signal_function = double (*)(std::span<const float>);

double read_all(std::span<const float> x) { return sj::detail::on_active<read_kernel>(x.data(), x.size()); }
double energy(std::span<const float> x) { return sj::energy(x); }
double summary(std::span<const float> x) { return sj::summarize(x).crest_factor; }
double peak(std::span<const float> x) { return sj::peak(x); }
double crossings(std::span<const float> x) { return static_cast<double>(sj::zero_crossings(x)); }
double transform_reduce(std::span<const float> x) {
    return std::transform_reduce(x.begin(), x.end(), 0.0, std::plus<>{},
                                 [](float s) { return static_cast<double>(s) * static_cast<double>(s); });
}
double eigen_baseline(std::span<const float> x) { return eigen_energy(x.data(), x.size()); }

using energy_pointer = double (*)(float const*, std::size_t);
energy_pointer eigen_native_energy = nullptr;
double eigen_native(std::span<const float> x) { return eigen_native_energy(x.data(), x.size()); }

using sdot_pointer = float (*)(int, float const*, int, float const*, int);
sdot_pointer sdot = nullptr;
double open_blas(std::span<const float> x) {
    return static_cast<double>(sdot(static_cast<int>(x.size()), x.data(), 1, x.data(), 1));
}

void measure(benchmark::State& state, signal_function f) {
    auto const x = std::span{noise()}.first(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        double result = f(x);
        benchmark::DoNotOptimize(result);
    }
}
void subnormals(benchmark::State& state) {
    static std::vector<float> const x(4096, 1e-42F);
    for (auto _ : state) {
        double result = sj::energy(x);
        benchmark::DoNotOptimize(result);
    }
}
void copy(benchmark::State& state) {
    auto& data = conversion_data::of_size(state.range(0));
    for (auto _ : state) {
        std::memcpy(data.out.data(), data.in.data(), data.in.size_bytes());
        benchmark::ClobberMemory();
    }
}
void int16_to_float(benchmark::State& state) {
    auto& data = conversion_data::of_size(state.range(0));
    for (auto _ : state) {
        sj::convert(data.integers, data.out);
        benchmark::ClobberMemory();
    }
}
void float_to_int16(benchmark::State& state) {
    auto& data = conversion_data::of_size(state.range(0));
    for (auto _ : state) {
        sj::convert(data.in, data.integers);
        benchmark::ClobberMemory();
    }
}

/// Returns the best time of numpy.mean(x**2) for 1 Mi samples in nanoseconds, or 0 without NumPy.
double numpy_time() {
    double best = 0;
    if (auto* const pipe =
            popen("python3 -c 'import numpy as n,timeit as t; x=n.random.rand(1<<20).astype(n.float32)*2-1;"
                  "print(min(t.repeat(lambda: n.mean(x**2),number=3,repeat=15))/3*1e9)' 2>/dev/null",
                  "r")) {
        if (std::fscanf(pipe, "%lf", &best) != 1) best = 0;
        pclose(pipe);
    }
    return best;
}

}   // namespace

int main(int count, char** arguments) {
    interleave(count, arguments);

    if (auto* const library = dlopen(EIGEN_NATIVE, RTLD_NOW))
        eigen_native_energy = reinterpret_cast<energy_pointer>(dlsym(library, "eigen_native_energy"));
    if (auto* const library = dlopen("libopenblas.so.0", RTLD_NOW))
        sdot = reinterpret_cast<sdot_pointer>(dlsym(library, "cblas_sdot"));

    std::vector<std::size_t> const sizes{std::size_t{1} << 12, std::size_t{1} << 20, largest_size};
    std::vector<std::pair<char const*, signal_function>> const kernels{
        {"read", read_all},
        {"energy", energy},
        {"summarize", summary},
        {"peak", peak},
        {"crossings", crossings},
        {"transform_reduce", transform_reduce},
        {"eigen", eigen_baseline},
        {"eigen_native", eigen_native_energy != nullptr ? eigen_native : nullptr},
        {"openblas", sdot != nullptr ? open_blas : nullptr}};
    for (auto const n : sizes) {
        auto const arg = static_cast<std::int64_t>(n);
        for (auto const& [name, f] : kernels)
            if (f != nullptr) benchmark::RegisterBenchmark(name, measure, f)->Arg(arg);
        benchmark::RegisterBenchmark("copy", copy)->Arg(arg);
        benchmark::RegisterBenchmark("int16_to_float", int16_to_float)->Arg(arg);
        benchmark::RegisterBenchmark("float_to_int16", float_to_int16)->Arg(arg);
    }
    benchmark::RegisterBenchmark("energy", measure, energy)->Arg(64);
    benchmark::RegisterBenchmark("subnormals", subnormals)->Arg(4096);

    best_times time;
    benchmark::RunSpecifiedBenchmarks(&time);

    std::printf("%s, kernels on %s\n\n", processor().c_str(), sj::name(sj::active_instruction_set()));
    std::printf("| ratio of best times, interleaved runs | 4 Ki | 1 Mi | 64 Mi |\n|---|---|---|---|\n");
    // Prints the time of a over the time of b.
    auto const row = [&](char const* title, const std::string& a, const std::string& b) {
        if (time(a, sizes[0]) == 0 || time(b, sizes[0]) == 0) return;
        std::printf("| %s |", title);
        for (auto const n : sizes) std::printf(" %.2f |", time(a, n) / time(b, n));
        std::printf("\n");
    };
    row("energy: speed relative to the read limit", "read", "energy");
    row("energy: speed relative to Eigen at -O2, sums in float", "eigen", "energy");
    row("energy: speed relative to Eigen at -O3 -march=native, sums in float", "eigen_native", "energy");
    row("energy: speed relative to std::transform_reduce in double", "transform_reduce", "energy");
    row("energy: speed relative to OpenBLAS sdot, sums in float", "openblas", "energy");
    row("summarize: time relative to energy", "summarize", "energy");
    row("peak: speed relative to the read limit", "read", "peak");
    row("zero_crossings: speed relative to the read limit", "read", "crossings");
    row("convert int16 to float: speed relative to memcpy of the output", "copy", "int16_to_float");
    row("convert float to int16: speed relative to memcpy of the input", "copy", "float_to_int16");
    if (double const numpy = numpy_time(); numpy > 0)
        std::printf("| mean_square: speed relative to numpy.mean(x**2), in a separate run | | %.2f | |\n",
                    numpy / time("energy", sizes[1]));
    long double exact = 0;
    float plain = 0;
    for (float const x : noise()) exact += static_cast<long double>(x) * static_cast<long double>(x), plain += x * x;
    auto const relative_error = [&](auto sum) {
        return std::fabs(static_cast<double>(static_cast<long double>(sum) / exact - 1));
    };
    std::printf("\nrelative error of the energy of 64 Mi samples: %.1e, Eigen %.1e, float loop %.1e\n",
                relative_error(sj::energy(noise())), relative_error(eigen_baseline(noise())), relative_error(plain));
    std::printf("energy of 64 samples: %.1f ns; of 4 Ki subnormal numbers: %.2f times as long as of normal ones\n",
                time("energy", 64), time("subnormals", 4096) / time("energy", 4096));
}
