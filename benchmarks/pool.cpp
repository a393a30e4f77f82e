// SPDX-License-Identifier: MIT
// What a buffer of 16 KiB costs, taken and given back: from a buffer_pool, from what one would write or take instead, and from
// the heap; in one thread and in two at once.
//   cmake -P cmake/benchmark.cmake pool
#include <algorithm>
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

/// It is looked at; in a register, for a store would be waited for by the atomic instruction behind it.
void show(void const* p) { asm volatile("" : : "r"(p) : "memory"); }

/// Each takes a buffer, shows it and gives it back.
struct pool {
    sj::buffer_pool<float> buffers_{elements, buffers};
    void use() {
        auto const lease = buffers_.acquire();
        show(lease.data());
    }
};
template <class Resource> struct from_resource {
    Resource resource;
    void use() {
        void* const p = resource.allocate(bytes, 64);
        show(p);
        resource.deallocate(p, bytes, 64);
    }
};
struct standard_pool : std::pmr::synchronized_pool_resource {
    standard_pool()
        : synchronized_pool_resource({.max_blocks_per_chunk = buffers, .largest_required_pool_block = bytes}) {}
};
struct resource_of_ours : sj::pool_resource {
    static sj::buffer_pool<float>& buffers_of_it() {
        static sj::buffer_pool<float> one{elements, buffers};
        return one;
    }
    resource_of_ours() : pool_resource(buffers_of_it()) {}
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
        show(p);
        std::lock_guard const lock{mutex};
        free.push_back(p);
    }
};
struct heap {
    void use() {
        void* const p = ::operator new(bytes, std::align_val_t{64});
        show(p);
        ::operator delete(p, std::align_val_t{64});
    }
};

template <class Peer> void alone(benchmark::State& state) {
    Peer peer;
    for (auto _ : state) peer.use();
}

/// Nanoseconds a use, from when two threads have begun until both have ended.
template <class Peer> double together() {
    using clock = std::chrono::steady_clock;
    constexpr int uses = 300'000;
    Peer peer;
    int ready = 0;
    clock::time_point starts[2], ends[2];
    auto const run = [&](int i) {
        __atomic_fetch_add(&ready, 1, __ATOMIC_ACQ_REL);
        while (__atomic_load_n(&ready, __ATOMIC_ACQUIRE) < 2) {}
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
    void (*alone)(benchmark::State&);
    double (*together)();
    std::vector<double> times_together{};
};
template <class Peer> row measured(char const* name) { return {name, alone<Peer>, together<Peer>}; }

}   // namespace

int main(int count, char** arguments) {
    std::thread{[] {}}.join();   // glibc's mutexes are cheaper in a program that never had a second thread
    interleave(count, arguments);
    row rows[] = {measured<pool>("buffer_pool"), measured<from_resource<resource_of_ours>>("pool_resource"),
                  measured<from_resource<standard_pool>>("std::pmr::synchronized_pool_resource"),
                  measured<locked_vector>("std::mutex and std::vector"), measured<heap>("aligned operator new")};
    for (auto const& r : rows) benchmark::RegisterBenchmark(r.name, r.alone);
    best_times times;
    benchmark::RunSpecifiedBenchmarks(&times);
    for (int repetition = 0; repetition < 15; ++repetition)
        for (auto& r : rows) r.times_together.push_back(r.together());
    std::printf("%s\nns for a buffer of 16 KiB, taken and given back, and as multiples of ours (asked: 2 for the "
                "standard's and the "
                "mutex)\n",
                processor().c_str());
    auto const ours = times.best[std::string{rows[0].name} + "/"];
    for (auto const& r : rows) {
        auto const time = times.best[std::string{r.name} + "/"];
        std::printf("    %-38s one thread %6.1f %5.2f   each of two %6.1f %5.2f\n", r.name, time, time / ours,
                    median(r.times_together), median(r.times_together) / median(rows[0].times_together));
    }
}
