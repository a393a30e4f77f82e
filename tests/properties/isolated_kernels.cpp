// SPDX-License-Identifier: MIT
// Links a unit for the baseline processor and one for AVX-512, and calls only the baseline one: the program runs on
// every processor unless the linker replaced its kernels by those of the other unit. Prints the instruction set and the
// result.
#include <cstdio>
#include <cstring>

#include <symphonic/simd/instruction_set.hpp>

#include "support/every_kernel.hpp"

int main(int count, char** arguments) {
    double const result = count > 1 && std::strcmp(arguments[1], "native") == 0 ? native() : baseline();
    std::printf("%s %.17g\n", symphonic::name(symphonic::active_instruction_set()), result);
}
