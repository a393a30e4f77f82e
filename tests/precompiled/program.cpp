// SPDX-License-Identifier: MIT
// Units that are compiled with and without the library give the same numbers in one program.
#include <cstdio>

#include "precompiled/unit.hpp"

int main() {
    auto const expected = by_headers();
    if (expected.size() < 10000) return std::puts("too few numbers"), 1;
    if (by_library() != expected) return std::puts("by_library() differs"), 1;
    if (by_library_and_own_kernels() != expected) return std::puts("by_library_and_own_kernels() differs"), 1;
    return 0;
}
