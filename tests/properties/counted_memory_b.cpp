// SPDX-License-Identifier: MIT
// The source file that counts allocations for the whole program.
#include <vector>

#include <symphonic/profile/count_allocations.hpp>
#include <symphonic/profile/memory_usage.hpp>

symphonic::memory_usage measure_in_other_file(std::size_t bytes) {
    return symphonic::measure_memory([bytes] {
        std::vector<char> const temporary(bytes);
        asm volatile("" : : "r"(temporary.data()) : "memory");
    });
}
