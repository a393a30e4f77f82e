// SPDX-License-Identifier: MIT
// Also run under the thread sanitizer.
#include <atomic>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <symphonic/profile/timed.hpp>

#include "support/catch.hpp"
#include "support/json.hpp"

namespace sj = symphonic;

namespace {

std::uint64_t calls_of(const sj::profile& prof, std::string_view name) {
    for (auto const& e : prof.entries())
        if (e.name == name) return e.calls;
    return 0;
}

/// f(i) in n threads.
void in_threads(int n, auto f) {
    std::vector<std::thread> threads;
    for (int i = 0; i < n; ++i) threads.emplace_back([&f, i] { f(i); });
    for (auto& t : threads) t.join();
}

}   // namespace

TEST_CASE("scopes in many threads, while another one reads and clears") {
    sj::profile prof{{.trace = true, .max_events = 500}};
    auto const energy = sj::timed(prof, "energy", [](int x) { return x; });
    std::atomic<bool> done{false};
    std::thread reader{[&] {
        for (int i = 0; !done; ++i) {
            std::ostringstream out, trace;
            prof.report(out);
            prof.write_trace(trace);
            testing::json_parser::parse(trace.str());
            if (i % 4 == 3) prof.clear();
        }
    }};
    in_threads(4, [&](int i) {
        for (int k = 0; k < 3000; ++k) {
            sj::profile::scope const outer{prof, "outer"};
            energy(k);
            if (k % 100 == 0) sj::profile::scope const own{prof, std::to_string(1000 * i + k)};
        }
    });
    done = true;
    reader.join();
    prof.clear();
    CHECK((prof.entries().empty() && prof.dropped_events() == 0));
    energy(1);
    CHECK(calls_of(prof, "energy") == 1);
}

TEST_CASE("threads that have ended keep their numbers") {
    sj::profile prof{{.trace = true}};
    for (int round = 0; round < 10; ++round)
        in_threads(4, [&](int) {
            for (int k = 0; k < 100; ++k) sj::profile::scope const s{prof, "work"};
        });
    CHECK(calls_of(prof, "work") == 4000);
    std::ostringstream out;
    prof.write_trace(out);
    std::vector<int> events(41);   // a number for each thread
    auto const trace = testing::json_parser::parse(out.str());
    for (auto const& e : trace["traceEvents"].elements) ++events.at(static_cast<std::size_t>(e["tid"].number));
    for (std::size_t thread = 1; thread <= 40; ++thread) CHECK(events[thread] == 100);
}

TEST_CASE("each thread has scopes of its own: those of others are not inside them") {
    sj::profile prof;
    {
        sj::profile::scope const waiting{prof, "waiting"};
        std::thread{[&] {
            sj::profile::scope const s{prof, "elsewhere"};
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }}.join();
    }
    for (auto const& e : prof.entries()) CHECK((e.self == e.total && e.total > 0.005));
}

TEST_CASE("a thread that outlives profiles, and profiles that others replace") {
    std::unique_ptr<sj::profile> prof;
    std::atomic<int> turn{0};
    std::thread worker{[&] {
        for (int i = 0; i < 200; ++i) {
            while (turn != 2 * i + 1) std::this_thread::yield();
            for (int k = 0; k < 3; ++k) sj::profile::scope const s{*prof, "work"};
            turn = 2 * i + 2;
        }
    }};
    bool right = true;
    for (int i = 0; i < 200; ++i) {
        prof = std::make_unique<sj::profile>(sj::profile_options{.clock = +[] { return std::uint64_t{0}; }});
        turn = 2 * i + 1;
        while (turn != 2 * i + 2) std::this_thread::yield();
        right = right && calls_of(*prof, "work") == 3;
    }
    prof.reset();
    worker.join();
    CHECK(right);
}

TEST_CASE("profiles end while threads do that have used them") {
    for (int round = 0; round < 50; ++round) {
        std::atomic<int> measured{0};
        std::vector<std::thread> threads;
        {
            sj::profile prof;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&] {
                    { sj::profile::scope const s{prof, "work"}; }
                    ++measured;
                });
            while (measured != 4) std::this_thread::yield();
        }
        for (auto& t : threads) t.join();
        CHECK(measured == 4);
    }
}

namespace {

/// Measures when its thread ends, after or before the profile's own records of the thread are gone.
struct late {
    sj::profile* prof = nullptr;
    ~late() {
        for (int i = 0; i < 3; ++i)
            if (prof != nullptr) sj::profile::scope const s{*prof, "late"};
    }
};

}   // namespace

TEST_CASE("destructors of a thread's own variables may be measured") {
    sj::profile prof;
    for (int round = 0; round < 5; ++round)
        std::thread{[&] {
            thread_local late before;
            before.prof = &prof;
            { sj::profile::scope const s{prof, "work"}; }
            thread_local late after;
            after.prof = &prof;
        }}.join();
    CHECK((calls_of(prof, "work") == 5 && calls_of(prof, "late") == 30));
}

TEST_CASE("a thread that ends with a scope open takes nothing with it") {
    sj::profile prof;
    alignas(sj::profile::scope) static std::byte memory[sizeof(sj::profile::scope)];
    std::thread{[&] { new (memory) sj::profile::scope{prof, "never"}; }}.join();
    std::thread{[&] { sj::profile::scope const s{prof, "work"}; }}.join();
    CHECK((calls_of(prof, "work") == 1 && calls_of(prof, "never") == 0));
}
