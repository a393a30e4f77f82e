// SPDX-License-Identifier: MIT
// Threads for tests.
#pragma once

#include <atomic>
#include <thread>
#include <vector>

namespace testing {

/// Calls f(0) to f(n - 1) in n threads, which begin together, and joins them.
void in_threads(int n, auto f) {
    std::atomic<int> ready{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < n; ++i)
        threads.emplace_back([&, i] {
            ++ready;
            while (ready < n) std::this_thread::yield();
            f(i);
        });
    for (auto& t : threads) t.join();
}

/// Yields until condition() is true.
void wait_until(auto condition) {
    while (!condition()) std::this_thread::yield();
}

}   // namespace testing
