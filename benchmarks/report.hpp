// SPDX-License-Identifier: MIT
// Best times of interleaved repetitions, shared by all benchmarks.
#pragma once

#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

/// Google Benchmark reporter that keeps the best time of each benchmark, in nanoseconds.
struct best_times : benchmark::BenchmarkReporter {
    std::map<std::string, double> best;
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override {
        for (auto const& run : runs) {
            if (run.run_type != Run::RT_Iteration) continue;
            auto const [at, first] = best.try_emplace(run.run_name.function_name + "/" + run.run_name.args, 0.0);
            double const time = run.real_accumulated_time / static_cast<double>(run.iterations) * 1e9;
            if (first || time < at->second) at->second = time;
        }
    }
    /// Returns the best time of benchmark `name` with argument n.
    double operator()(const std::string& name, std::size_t n) { return best[name + "/" + std::to_string(n)]; }
};

/// Initialises Google Benchmark with 15 interleaved repetitions; the command line overrides them.
inline void interleave(int count, char** arguments) {
    std::vector<char*> all{arguments, arguments + count};
    std::string interleaved = "--benchmark_enable_random_interleaving=true", repeated = "--benchmark_repetitions=15",
                brief = "--benchmark_min_time=0.02";
    all.insert(all.begin() + 1, {interleaved.data(), repeated.data(), brief.data()});
    count = static_cast<int>(all.size());
    benchmark::Initialize(&count, all.data());
}

/// Returns the upper median of at least one number.
inline double median(std::vector<double> numbers) {
    std::sort(numbers.begin(), numbers.end());
    return numbers[numbers.size() / 2];
}

/// Returns the name of the processor, with its family and model numbers.
inline std::string processor() {
    std::ifstream info{"/proc/cpuinfo"};
    std::string line, name = "unknown processor", family;
    while (std::getline(info, line)) {
        if (line.starts_with("model name")) name = line.substr(line.find(':') + 2);
        if (line.starts_with("cpu family") || line.starts_with("model\t")) family += line.substr(line.find(':') + 1);
        if (line.empty()) break;
    }
    return name + " (family, model" + family + ")";
}
