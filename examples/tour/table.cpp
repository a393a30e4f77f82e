// SPDX-License-Identifier: MIT
#include "table.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <limits>
#include <stdexcept>

#include <symphonic/profile/count_allocations.hpp>   // measure_memory is exact in the whole program
#include <symphonic/profile/memory_usage.hpp>

namespace sj = symphonic;

namespace tour {
namespace {

[[nodiscard]] std::string formatted(char const* format, double number) {
    char text[32];
    std::snprintf(text, sizeof text, format, number);
    return text;
}
[[nodiscard]] std::string ratio_text(double naive, double library) {
    return formatted(naive < 10 * library ? "%.1f x" : "%.0f x", naive / library);
}
/// Measures the memory of one run of both versions.
struct memory_comparison {
    sj::memory_usage naive, library;
};
[[nodiscard]] memory_comparison measure_both(const std::string& practice, const version& naive,
                                             const version& library) {
    double a = 0, b = 0;
    memory_comparison const used{sj::measure_memory([&] { a = naive.run(); }),
                                 sj::measure_memory([&] { b = library.run(); })};
    require_equal(practice, a, b);
    return used;
}

}   // namespace

void require_equal(const std::string& practice, double naive, double library) {
    if (!(std::abs(naive - library) <= 1e-5 * std::max(std::abs(naive), std::abs(library))))
        throw std::runtime_error(practice + ": the naive version gives " + formatted("%.9g", naive) + ", the library " +
                                 formatted("%.9g", library));
}
double seconds(const std::function<void()>& f) {
    auto const start = std::chrono::steady_clock::now();
    f();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}
std::string time_text(double seconds) {
    if (seconds < 1e-6) return formatted("%.0f ns", 1e9 * seconds);
    if (seconds < 1e-4) return formatted("%.1f us", 1e6 * seconds);
    if (seconds < 1e-2) return formatted("%.2f ms", 1e3 * seconds);
    return formatted("%.1f ms", 1e3 * seconds);
}
std::string bytes_text(std::size_t bytes) {
    auto const kib = static_cast<double>(bytes) / 1024;
    return kib < 1024 ? formatted("%.0f KiB", kib) : formatted("%.1f MiB", kib / 1024);
}

table::table() { text("practice", "naive", "library", "gain"); }

void table::times(const std::string& practice, const version& naive, const version& library, const measurement& how) {
    double best_naive = std::numeric_limits<double>::infinity(), best_library = best_naive, a = 0, b = 0;
    for (int i = 0; i < how.runs; ++i) {
        best_naive = std::min(best_naive, seconds([&] { a = naive.run(); }));
        best_library = std::min(best_library, seconds([&] { b = library.run(); }));
        require_equal(practice, a, b);
    }
    text(practice, naive.name + ": " + time_text(best_naive), library.name + ": " + time_text(best_library),
         ratio_text(best_naive, best_library) + how.note);
}
void table::memory(const std::string& practice, const version& naive, const version& library) {
    auto const used = measure_both(practice, naive, library);
    text(practice, naive.name + ": " + bytes_text(used.naive.peak), library.name + ": " + bytes_text(used.library.peak),
         ratio_text(static_cast<double>(used.naive.peak), static_cast<double>(used.library.peak)));
}
void table::allocations(const std::string& practice, const version& naive, const version& library) {
    auto const used = measure_both(practice, naive, library);
    text(practice, naive.name + ": " + std::to_string(used.naive.allocations),
         library.name + ": " + std::to_string(used.library.allocations),
         std::to_string(used.naive.allocations - used.library.allocations) + " less");
}
void table::text(const std::string& practice, const std::string& naive, const std::string& library,
                 const std::string& gain) {
    std::printf("%-22s  %-42s  %-42s  %s\n", practice.c_str(), naive.c_str(), library.c_str(), gain.c_str());
    std::fflush(stdout);   // the next row takes a while
}

}   // namespace tour
