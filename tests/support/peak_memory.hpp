// SPDX-License-Identifier: MIT
#pragma once

#include <sys/resource.h>

namespace testing {

/// Returns the peak of the physical memory of this process so far.
inline long peak_kibibytes() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss;   // Linux counts KiB
}

}   // namespace testing
