// SPDX-License-Identifier: MIT
// The component parallel: one of three calls fails, the others return squares.
#include <stdexcept>
#include <vector>

#include <symphonic/parallel.hpp>

int main() {
    auto const square = [](int i) { return i != 2 ? i * i : throw std::invalid_argument("not 2"); };
    int sum = 0, failed = 0;
    for (auto const& r : std::vector{1, 2, 3} | symphonic::views::try_parallel(square, {.threads = 2})) {
        sum += r.value.value_or(0);
        failed += r.message() == "not 2";
    }
    return sum == 10 && failed == 1 ? 0 : 1;
}
