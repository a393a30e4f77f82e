// SPDX-License-Identifier: MIT
// What the kernels reach of what memory gives, and against what else one would use. Prints ratios of best times in one
// run:
//   cmake -P cmake/benchmark.cmake
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

constexpr std::size_t most = std::size_t{1} << 26;

const std::vector<float>& noise() {
    static auto const samples = [] {
        std::vector<float> x(most);
        std::uint32_t state = 7;
        for (float& s : x) s = static_cast<float>(state = state * 1664525 + 1013904223) / 2147483648.0F - 1;
        return x;
    }();
    return samples;
}

/// What is converted and copied lies side by side: far apart, two arrays may get into each other's way in the
/// first-level cache, or not, from one run of the program to the next.
struct conversion {
    std::vector<float> memory;
    std::span<float> in, out;
    std::span<std::int16_t> integers;
    explicit conversion(std::size_t n) : memory(3 * n) {
        in = std::span{memory}.first(n);
        out = std::span{memory}.subspan(n, n);
        integers = {reinterpret_cast<std::int16_t*>(memory.data() + 2 * n), n};
        std::copy_n(noise().begin(), n, in.begin());
        sj::convert(in, integers);
    }
    static conversion& of(std::int64_t n) {
        static std::map<std::int64_t, conversion> all;
        return all.try_emplace(n, static_cast<std::size_t>(n)).first->second;
    }
};

/// Reads everything and does next to nothing with it: what memory gives.
struct read_kernel {
    template <class Target, class T> SYMPHONIC_KERNEL static int run(T const* x, std::size_t n) noexcept {
        using bits = sj::detail::vec<Target, int>;
        constexpr std::size_t step = sj::detail::width<Target, int>;
        bits seen[8] = {};
        for (std::size_t i = 0; i + 8 * step <= n; i += 8 * step)
            sj::detail::unroll<8>([&](auto k) SYMPHONIC_KERNEL {
                bits some;
                __builtin_memcpy(&some, x + i + k * step, sizeof some);
                seen[k] |= some;
            });
        for (std::size_t k = 1; k < 8; ++k) seen[0] |= seen[k];
        return sj::detail::fold_lanes<int, step>(seen[0], [](auto& a, const auto& b) SYMPHONIC_KERNEL { a |= b; });
    }
};

using measured = double (*)(std::span<const float>);

double read_all(std::span<const float> x) { return sj::detail::on_best<read_kernel>(x.data(), x.size()); }
double energy(std::span<const float> x) { return sj::energy(x); }
double summary(std::span<const float> x) { return sj::summarize(x).crest_factor; }
double peak(std::span<const float> x) { return sj::peak(x); }
double crossings(std::span<const float> x) { return static_cast<double>(sj::zero_crossings(x)); }
double standard(std::span<const float> x) {
    return std::transform_reduce(x.begin(), x.end(), 0.0, std::plus<>{},
                                 [](float s) { return static_cast<double>(s) * static_cast<double>(s); });
}
double eigen_baseline(std::span<const float> x) { return eigen_energy(x.data(), x.size()); }

using native_energy = double (*)(float const*, std::size_t);
native_energy native = nullptr;
double eigen_native(std::span<const float> x) { return native(x.data(), x.size()); }

using sdot = float (*)(int, float const*, int, float const*, int);
sdot blas = nullptr;
double open_blas(std::span<const float> x) {
    return static_cast<double>(blas(static_cast<int>(x.size()), x.data(), 1, x.data(), 1));
}

void measure(benchmark::State& state, measured f) {
    auto const x = std::span{noise()}.first(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        double result = f(x);
        benchmark::DoNotOptimize(result);
    }
}
void denormals(benchmark::State& state) {
    static std::vector<float> const x(4096, 1e-42F);
    for (auto _ : state) {
        double result = sj::energy(x);
        benchmark::DoNotOptimize(result);
    }
}
void copy(benchmark::State& state) {
    auto& data = conversion::of(state.range(0));
    for (auto _ : state) {
        std::memcpy(data.out.data(), data.in.data(), data.in.size_bytes());
        benchmark::ClobberMemory();
    }
}
void int16_to_float(benchmark::State& state) {
    auto& data = conversion::of(state.range(0));
    for (auto _ : state) {
        sj::convert(data.integers, data.out);
        benchmark::ClobberMemory();
    }
}
void float_to_int16(benchmark::State& state) {
    auto& data = conversion::of(state.range(0));
    for (auto _ : state) {
        sj::convert(data.in, data.integers);
        benchmark::ClobberMemory();
    }
}

/// Best of some runs of numpy.mean(x**2), in ns; 0 without NumPy.
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
        native = reinterpret_cast<native_energy>(dlsym(library, "eigen_native_energy"));
    if (auto* const library = dlopen("libopenblas.so.0", RTLD_NOW))
        blas = reinterpret_cast<sdot>(dlsym(library, "cblas_sdot"));

    std::vector<std::size_t> const sizes{std::size_t{1} << 12, std::size_t{1} << 20, most};
    std::vector<std::pair<char const*, measured>> const kernels{
        {"read", read_all},
        {"energy", energy},
        {"summarize", summary},
        {"peak", peak},
        {"crossings", crossings},
        {"transform_reduce", standard},
        {"eigen", eigen_baseline},
        {"eigen_native", native != nullptr ? eigen_native : nullptr},
        {"openblas", blas != nullptr ? open_blas : nullptr}};
    for (auto const n : sizes) {
        auto const arg = static_cast<std::int64_t>(n);
        for (auto const& [name, f] : kernels)
            if (f != nullptr) benchmark::RegisterBenchmark(name, measure, f)->Arg(arg);
        benchmark::RegisterBenchmark("copy", copy)->Arg(arg);
        benchmark::RegisterBenchmark("int16_to_float", int16_to_float)->Arg(arg);
        benchmark::RegisterBenchmark("float_to_int16", float_to_int16)->Arg(arg);
    }
    benchmark::RegisterBenchmark("energy", measure, energy)->Arg(64);
    benchmark::RegisterBenchmark("denormals", denormals)->Arg(4096);

    best_times time;
    benchmark::RunSpecifiedBenchmarks(&time);

    std::printf("%s, kernels on %s\n\n", processor().c_str(), sj::name(sj::active_instruction_set()));
    std::printf("| best of interleaved runs | 4 Ki | 1 Mi | 64 Mi |\n|---|---|---|---|\n");
    auto const row = [&](char const* title, const std::string& a, const std::string& b) {   // time of a over time of b
        if (time(a, sizes[0]) == 0 || time(b, sizes[0]) == 0) return;
        std::printf("| %s |", title);
        for (auto const n : sizes) std::printf(" %.2f |", time(a, n) / time(b, n));
        std::printf("\n");
    };
    row("energy, share of the read limit", "read", "energy");
    row("energy against Eigen at baseline (a float sum)", "eigen", "energy");
    row("energy against Eigen -O3 -march=native (a float sum)", "eigen_native", "energy");
    row("energy against std::transform_reduce in double", "transform_reduce", "energy");
    row("energy against OpenBLAS sdot (a float sum)", "openblas", "energy");
    row("summarize, time against energy alone", "summarize", "energy");
    row("peak, share of the read limit", "read", "peak");
    row("zero crossings, share of the read limit", "read", "crossings");
    row("int16 to float, share of copy speed in output bytes", "copy", "int16_to_float");
    row("float to int16, share of copy speed in input bytes", "copy", "float_to_int16");
    if (double const numpy = numpy_time(); numpy > 0)
        std::printf("| mean_square against numpy.mean(x**2), run apart | | %.2f | |\n",
                    numpy / time("energy", sizes[1]));
    long double exact = 0;
    float plain = 0;
    for (float const x : noise()) exact += static_cast<long double>(x) * static_cast<long double>(x), plain += x * x;
    auto const off = [&](auto sum) {
        return std::fabs(static_cast<double>(static_cast<long double>(sum) / exact - 1));
    };
    std::printf("\nrelative error of the energy of 64 Mi samples: %.1e, Eigen %.1e, a loop in float %.1e\n",
                off(sj::energy(noise())), off(eigen_baseline(noise())), off(plain));
    std::printf("energy of 64 samples: %.1f ns; of 4 Ki denormals, time against others: %.2f\n", time("energy", 64),
                time("denormals", 4096) / time("energy", 4096));
}
