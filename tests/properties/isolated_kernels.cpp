// SPDX-License-Identifier: MIT
// A unit for the baseline processor and one for AVX-512 in one program: the baseline one is called alone, so that the program
// runs on every processor, unless the linker gave it the other's kernels. Prints the same on each.
#include <cstdio>
#include <cstring>

#include <symphonic/simd/instruction_set.hpp>

#include "support/every_kernel.hpp"

int main(int count, char** arguments) {
    double const result = count > 1 && std::strcmp(arguments[1], "native") == 0 ? native() : baseline();
    std::printf("%s %.17g\n", symphonic::name(symphonic::active_instruction_set()), result);
}
