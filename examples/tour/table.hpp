// SPDX-License-Identifier: MIT
#ifndef TOUR_TABLE_HPP
#define TOUR_TABLE_HPP

#include <cstddef>
#include <functional>
#include <string>

namespace tour {

/// One way to do a task. `run` does it once and returns a number that depends on all of its results.
struct version {
    std::string name{};
    std::function<double()> run{};
};

/// Options of table::times: the number of runs, and a text that is printed after the gain.
struct measurement {
    int runs = 5;
    std::string note{};
};

/// Measures two versions of a task, checks that they give the same result, and prints a row. The numbers may differ by
/// 1e-5, relative: a sum of floats depends on its order. Throws std::runtime_error if they differ by more.
class table {
public:
    /// Prints the header.
    table();
    /// Compares times: the best of `how.runs` runs, both versions in turn.
    void times(const std::string& practice, const version& naive, const version& library, const measurement& how = {});
    /// Compares the most memory in use during a run, without that of C libraries.
    void memory(const std::string& practice, const version& naive, const version& library);
    /// Compares the number of allocations in a run.
    void allocations(const std::string& practice, const version& naive, const version& library);
    /// Prints a row of texts.
    void text(const std::string& practice, const std::string& naive, const std::string& library,
              const std::string& gain);
};

/// Throws std::runtime_error if the results differ.
void require_equal(const std::string& practice, double naive, double library);
/// Returns the seconds that a call of f takes.
[[nodiscard]] double seconds(const std::function<void()>& f);
/// Formats seconds as "12.3 ms", bytes as "1.2 MiB".
[[nodiscard]] std::string time_text(double seconds);
[[nodiscard]] std::string bytes_text(std::size_t bytes);

}   // namespace tour
#endif
