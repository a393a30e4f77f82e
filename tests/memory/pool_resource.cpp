// SPDX-License-Identifier: MIT
#include <array>
#include <atomic>
#include <csignal>
#include <list>
#include <string>
#include <thread>
#include <vector>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <symphonic/memory/pool_resource.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::message, testing::says;

namespace {

/// Counts the memory allocated from it.
struct counting_resource : std::pmr::memory_resource {
    std::size_t bytes = 0, allocations = 0;
    void* do_allocate(std::size_t n, std::size_t alignment) override {
        bytes += n;
        ++allocations;
        return std::pmr::new_delete_resource()->allocate(n, alignment);
    }
    void do_deallocate(void* p, std::size_t n, std::size_t alignment) override {
        bytes -= n;
        --allocations;
        std::pmr::new_delete_resource()->deallocate(p, n, alignment);
    }
    bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }
};

/// Runs f in a child process. Returns what the child wrote to stderr if SIGABRT ended it, else how it ended.
std::string abort_message(auto f) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) return "no pipe";
    pid_t const child = fork();
    if (child == 0) {
        for (int const s : {SIGABRT, SIGSEGV}) std::signal(s, SIG_DFL);   // Catch2 installs handlers
        rlimit const no_core{0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        dup2(ends[1], STDERR_FILENO);
        f();
        _exit(0);
    }
    close(ends[1]);
    std::string text;
    std::array<char, 256> chunk;
    for (ssize_t n; (n = read(ends[0], chunk.data(), chunk.size())) > 0;)
        text.append(chunk.data(), static_cast<std::size_t>(n));
    close(ends[0]);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) return "no child";
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT) return text;
    return "not aborted, status " + std::to_string(status) + ": " + text;
}

}   // namespace

TEST_CASE("an allocation that fits a buffer uses one, others go to the upstream resource") {
    sj::buffer_pool<float> pool{100, 4, {.alignment = 256}};
    counting_resource upstream;
    sj::pool_resource resource{pool, &upstream};
    CHECK(resource.upstream_resource() == &upstream);
    {
        std::pmr::vector<float> x(100, &resource);
        CHECK(pool.stats().in_use == 1);
        CHECK(upstream.allocations == 0);
        CHECK(reinterpret_cast<std::uintptr_t>(x.data()) % 256 == 0);
        x.push_back(1);   // capacity 200
        CHECK(pool.stats().in_use == 0);
        CHECK(upstream.bytes == 800);
        std::pmr::list<int> l({1, 2, 3, 4}, &resource);
        CHECK(pool.stats().in_use == 4);
        CHECK(upstream.allocations == 1);
    }
    CHECK(pool.stats().in_use == 0);
    CHECK(upstream.allocations == 0);
    CHECK(upstream.bytes == 0);
    struct request {
        std::size_t bytes, alignment;
        bool fits;
    };
    for (auto const [bytes, alignment, fits] :
         {request{400, 256, true}, {401, 1, false}, {400, 512, false}, {0, 1, true}, {1, 256, true}}) {
        void* const p = resource.allocate(bytes, alignment);
        CHECK(pool.stats().in_use == (fits ? 1 : 0));
        CHECK(upstream.allocations == (fits ? 0 : 1));
        resource.deallocate(p, bytes, alignment);
        CHECK(pool.stats().in_use == 0);
        CHECK(upstream.allocations == 0);
    }
    sj::pool_resource const other{pool, &upstream};
    CHECK(resource == resource);
    CHECK(resource != other);
    CHECK(sj::pool_resource{pool}.upstream_resource() == std::pmr::get_default_resource());
}

TEST_CASE("buffers of all groups may be deallocated in any order") {
    for (std::size_t const n : {1U, 3U, 13U, 64U, 700U}) {
        sj::buffer_pool<float> pool{20, n, {.alignment = n % 2 == 1 ? 4096U : 64U}};
        sj::pool_resource resource{pool};
        std::vector<void*> all;
        for (std::size_t i = 0; i < n + 2; ++i) all.push_back(resource.allocate(80));   // the last two are temporary
        CHECK(pool.stats().in_use == n);
        CHECK(pool.stats().temporaries == 2);
        for (std::size_t i = 0; i < all.size(); ++i) resource.deallocate(all[(i * 7 + 3) % all.size()], 80);
        CHECK(pool.stats().in_use == 0);
        for (void*& p : all) p = resource.allocate(80);
        CHECK(pool.stats().in_use == n);
        for (void* const p : all) resource.deallocate(p, 80);
    }
}

TEST_CASE("the options of the pool apply to its resource") {
    sj::buffer_pool<double> failing{10, 1, {.exhaustion = sj::exhaustion::fail}};
    sj::pool_resource resource{failing};
    auto moved = sj::buffer_pool<double>{1, 1};
    {
        std::pmr::vector<double> const held(10, &resource);
        CHECK(message<sj::pool_exhausted>([&] { return resource.allocate(1); }) ==
              "buffer_pool: all 1 buffers of 80 bytes are in use");
        moved = std::move(failing);
        CHECK(moved.stats().in_use == 1);
        CHECK_THROWS_AS(resource.allocate(1), sj::pool_exhausted);
    }
    sj::buffer_pool<double> blocking{10, 1, {.exhaustion = sj::exhaustion::block}};
    sj::pool_resource waiting{blocking};
    auto const held = blocking.acquire();
    {
        std::atomic<bool> const stop{true};
        sj::detail::stop_scope const scope{stop};
        CHECK(message<sj::pool_exhausted>([&] { return waiting.allocate(8); }) ==
              "pool_resource: a stop was requested while waiting for a buffer");
    }

    for (bool const zero : {true, false}) {
        sj::buffer_pool<int> pool{10, 1, {.zero = zero, .poison = true}};
        sj::pool_resource int_resource{pool};
        for (int i = 0; i < 2; ++i) {
            auto* const x = static_cast<int*>(int_resource.allocate(40));
            CHECK(x[0] == (zero ? 0 : -1));
            CHECK(x[9] == x[0]);
            x[0] = x[9] = 5;
            int_resource.deallocate(x, 40);
        }
    }
}

TEST_CASE("releasing a buffer twice aborts with a message") {
    for (bool const threads : {false, true}) {
        if (threads) std::thread{[] {}}.join();   // from here on the program has had a second thread
        for (std::size_t const n : {1U, 3U, 62U, 500U}) {
            sj::buffer_pool<float> pool{20, n, {.poison = n == 3}};
            sj::pool_resource resource{pool};
            std::vector<void*> all(n);
            for (void*& p : all) p = resource.allocate(80);
            CAPTURE(threads, n);
            for (void* const p : {all.front(), all[n / 2], all.back()}) {
                auto const others_in_use = abort_message([&] {
                    resource.deallocate(p, 80);
                    resource.deallocate(p, 80);
                });
                auto const all_free = abort_message([&] {
                    for (void* const q : all) resource.deallocate(q, 80);
                    resource.deallocate(p, 80);
                });
                CHECK(others_in_use.starts_with("symphonic::buffer_pool: "));
                CHECK(says(others_in_use, ": buffer released twice: 0x"));
                CHECK(says(all_free, ": buffer released twice: 0x"));
            }
            for (void* const p : all) resource.deallocate(p, 80);
            CHECK(pool.stats().in_use == 0);
        }
    }
    sj::buffer_pool<float> pool{20, 2};
    CHECK(says(abort_message([&] {
                   auto lease = pool.acquire();
                   std::array<std::byte, sizeof lease> copy;
                   std::memcpy(copy.data(), static_cast<void const*>(&lease), sizeof lease);
                   lease = {};
                   std::memcpy(static_cast<void*>(&lease), copy.data(), sizeof lease);
               }),
               ": buffer released twice: 0x"));
}

TEST_CASE("deallocating a pointer that is not an allocated buffer aborts with a message") {
    alignas(256) static std::array<std::byte, 4096> elsewhere{};
    sj::buffer_pool<float> pool{100, 3}, other{100, 3};
    sj::pool_resource resource{pool}, other_resource{other};
    std::vector<void*> all;
    for (int i = 0; i < 4; ++i) all.push_back(resource.allocate(400));   // the last one is temporary
    auto const freed = [&](void* p) { return abort_message([&] { resource.deallocate(p, 400); }); };
    for (void* const p : all) CHECK(says(freed(p), "not aborted, status 0"));
    for (std::size_t const i : {0U, 2U})
        CHECK(says(freed(static_cast<std::byte*>(all[i]) + 128), ": pointer into a buffer released: 0x"));
    for (std::size_t const offset : {2048U, 2052U})
        CHECK(says(freed(elsewhere.data() + offset), ": pointer that is not from this pool released: "));
    auto* const first = other_resource.allocate(400);
    auto* const second = other_resource.allocate(400);
    CHECK(says(freed(second), ": pointer that is not from this pool released: "));
    other_resource.deallocate(second, 400);
    other_resource.deallocate(first, 400);
    for (void* const p : all) resource.deallocate(p, 400);
    CHECK(pool.stats().in_use == 0);
}
