// SPDX-License-Identifier: MIT
// Checks for test programs without Catch2.
#pragma once

#include <cstdio>
#include <source_location>

namespace testing {

inline int checks = 0, failures = 0;

/// Counts a check; prints its place if it failed.
inline void check(bool passed, std::source_location where = std::source_location::current()) {
    ++checks;
    if (passed) return;
    ++failures;
    std::printf("%s:%u: check failed\n", where.file_name(), static_cast<unsigned>(where.line()));
}

/// Prints the numbers of checks and failures. Returns the exit status of the program.
inline int exit_status() {
    std::printf("%d checks, %d failed\n", checks, failures);
    return failures == 0 ? 0 : 1;
}

}   // namespace testing
