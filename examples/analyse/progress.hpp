// SPDX-License-Identifier: MIT
// A progress bar with the remaining time on stderr. Prints nothing if stderr is not a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

class progress {
public:
    progress();
    /// Starts the bar of a file.
    void start(std::string label);
    /// Draws `done` of `total` sample frames (-1: unknown), at most ten times a second.
    void update(std::int64_t done, std::int64_t total);
    /// Erases the bar before other output.
    void clear();

private:
    using clock = std::chrono::steady_clock;

    bool terminal_;
    bool drawn_ = false;
    std::string label_;
    clock::time_point started_, last_;
};
