// SPDX-License-Identifier: MIT
// Pipelines with parallel inside a function of parallel: 3,000 of them take no more memory than 100. Prints the growth of the
// peak memory.
#include <cstdio>
#include <numeric>
#include <vector>

#include <symphonic/parallel.hpp>

#include "support/peak_memory.hpp"

namespace {

int sum_of_squares(int n) {
    std::vector<int> numbers(static_cast<std::size_t>(n % 10));
    std::iota(numbers.begin(), numbers.end(), 0);
    int sum = 0;
    for (int const square : numbers | symphonic::views::parallel([](int i) { return i * i; })) sum += square;
    return sum;
}
int sum_of_sums(int count) {
    std::vector<int> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    int sum = 0;
    for (int const s : numbers | symphonic::views::parallel(sum_of_squares)) sum += s;
    return sum;
}

}   // namespace

int main() {
    int const hundred = sum_of_sums(100);
    auto const before = testing::peak_kibibytes();
    int const three_thousand = sum_of_sums(3000);
    auto const growth = testing::peak_kibibytes() - before;
    std::printf("3,000 pipelines inside a pipeline: %ld KiB more than 100\n", growth);
    return three_thousand == 30 * hundred && growth < 4096 ? 0 : 1;
}
