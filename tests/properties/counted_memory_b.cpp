// SPDX-License-Identifier: MIT
// The unit that counts allocations, for the whole program.
#include <vector>

#include <symphonic/profile/count_allocations.hpp>
#include <symphonic/profile/memory_usage.hpp>

symphonic::memory_usage measured_in_the_other_unit(std::size_t bytes) {
    return symphonic::measure_memory([bytes] {
        std::vector<char> const gone(bytes);
        asm volatile("" : : "r"(gone.data()) : "memory");
    });
}
