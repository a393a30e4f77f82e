// SPDX-License-Identifier: MIT
// A progress bar with the time left, on a terminal's stderr; nothing elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

class progress {
public:
    progress();
    /// Begins a file.
    void start(std::string label);
    /// So many sample frames of so many (-1: unknown). Draws at most ten times a second.
    void update(std::int64_t done, std::int64_t of);
    /// Wipes the bar, so that something else may be printed.
    void clear();

private:
    using clock = std::chrono::steady_clock;

    bool terminal_;
    bool drawn_ = false;
    std::string label_;
    clock::time_point started_, last_;
};
