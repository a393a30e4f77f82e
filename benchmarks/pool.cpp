// SPDX-License-Identifier: MIT
// Time to acquire and release a buffer of 16 KiB: buffer_pool, alternatives of the standard library, and the heap, in one thread and
// in two threads at a time.
//   cmake -P cmake/benchmark.cmake pool
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <memory_resource>
#include <mutex>
#include <thread>
#include <vector>

#include <symphonic/memory/pool_resource.hpp>

#include "report.hpp"

namespace sj = symphonic;

namespace {

constexpr std::size_t elements = 4096, bytes = elements * sizeof(float), buffers = 64;

/// Makes the compiler compute p. In a register: an atomic instruction would wait for a store.
void use_value(void const* p) { asm volatile("" : : "r"(p) : "memory"); }

// Each class acquires and releases a buffer in use().

struct pool {
    sj::buffer_pool<float> buffers_{elements, buffers};
    void use() {
        auto const lease = buffers_.acquire();
        use_value(lease.data());
    }
};
template <class Resource> struct from_resource {
    Resource resource;
    void use() {
        void* const p = resource.allocate(bytes, 64);
        use_value(p);
        resource.deallocate(p, bytes, 64);
    }
};
struct standard_pool : std::pmr::synchronized_pool_resource {
    standard_pool()
        : synchronized_pool_resource({.max_blocks_per_chunk = buffers, .largest_required_pool_block = bytes}) {}
};
struct resource_on_pool : sj::pool_resource {
    static sj::buffer_pool<float>& pool() {
        static sj::buffer_pool<float> shared{elements, buffers};
        return shared;
    }
    resource_on_pool() : pool_resource(pool()) {}
};
struct locked_vector {
    std::vector<std::byte> memory = std::vector<std::byte>(bytes * buffers + 64);
    std::vector<std::byte*> free;
    std::mutex mutex;
    locked_vector() {
        auto* const first = memory.data() + 64 - reinterpret_cast<std::uintptr_t>(memory.data()) % 64;
        for (std::size_t i = 0; i < buffers; ++i) free.push_back(first + i * bytes);
    }
    void use() {
        std::byte* p = nullptr;
        {
            std::lock_guard const lock{mutex};
            if (!free.empty()) {
                p = free.back();
                free.pop_back();
            }
        }
        use_value(p);
        std::lock_guard const lock{mutex};
        free.push_back(p);
    }
};
struct heap {
    void use() {
        void* const p = ::operator new(bytes, std::align_val_t{64});
        use_value(p);
        ::operator delete(p, std::align_val_t{64});
    }
};

template <class Peer> void one_thread(benchmark::State& state) {
    Peer peer;
    for (auto _ : state) peer.use();
}

/// Nanoseconds per use in each of two threads, from the first start to the last end.
template <class Peer> double two_threads() {
    using clock = std::chrono::steady_clock;
    constexpr int uses = 300'000;
    Peer peer;
    std::atomic<int> ready{0};
    clock::time_point starts[2], ends[2];
    auto const run = [&](int i) {
        ++ready;
        while (ready < 2) {}
        starts[i] = clock::now();
        for (int use = 0; use < uses; ++use) peer.use();
        ends[i] = clock::now();
    };
    std::thread other{run, 0};
    run(1);
    other.join();
    return std::chrono::duration<double, std::nano>(std::ranges::max(ends) - std::ranges::min(starts)).count() / uses;
}

struct row {
    char const* name;
    void (*one_thread)(benchmark::State&);
    double (*two_threads)();
    std::vector<double> two_thread_times{};
};
template <class Peer> row measured(char const* name) { return {name, one_thread<Peer>, two_threads<Peer>}; }

}   // namespace

int main(int count, char** arguments) {
    std::thread{[] {}}.join();   // mutexes of glibc are faster in a program that never had a second thread
    interleave(count, arguments);
    row rows[] = {measured<pool>("buffer_pool"), measured<from_resource<resource_on_pool>>("pool_resource"),
                  measured<from_resource<standard_pool>>("std::pmr::synchronized_pool_resource"),
                  measured<locked_vector>("std::mutex and std::vector"), measured<heap>("aligned operator new")};
    for (auto const& r : rows) benchmark::RegisterBenchmark(r.name, r.one_thread);
    best_times times;
    benchmark::RunSpecifiedBenchmarks(&times);
    for (int repetition = 0; repetition < 15; ++repetition)
        for (auto& r : rows) r.two_thread_times.push_back(r.two_threads());
    std::printf("%s\nns to acquire and release a buffer of 16 KiB, and multiples of buffer_pool's time\n",
                processor().c_str());
    auto const ours = times.best[std::string{rows[0].name} + "/"];
    for (auto const& r : rows) {
        auto const time = times.best[std::string{r.name} + "/"];
        std::printf("    %-38s one thread %6.1f %5.2f   each of two %6.1f %5.2f\n", r.name, time, time / ours,
                    median(r.two_thread_times), median(r.two_thread_times) / median(rows[0].two_thread_times));
    }
}
