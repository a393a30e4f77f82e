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
#include "support/threads.hpp"

namespace sj = symphonic;
using testing::in_threads, testing::wait_until;

namespace {

std::uint64_t calls_of(const sj::profile& prof, std::string_view name) {
    for (auto const& e : prof.entries())
        if (e.name == name) return e.calls;
    return 0;
}

}   // namespace

TEST_CASE("scopes run in several threads while another thread reads and clears") {
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
    CHECK(prof.entries().empty());
    CHECK(prof.dropped_events() == 0);
    energy(1);
    CHECK(calls_of(prof, "energy") == 1);
}

TEST_CASE("scopes of ended threads stay in the profile and in the trace") {
    sj::profile prof{{.trace = true}};
    for (int round = 0; round < 10; ++round)
        in_threads(4, [&](int) {
            for (int k = 0; k < 100; ++k) sj::profile::scope const s{prof, "work"};
        });
    CHECK(calls_of(prof, "work") == 4000);
    std::ostringstream out;
    prof.write_trace(out);
    std::vector<int> events(41);   // by thread number
    auto const trace = testing::json_parser::parse(out.str());
    for (auto const& e : trace["traceEvents"].elements) ++events.at(static_cast<std::size_t>(e["tid"].number));
    for (std::size_t thread = 1; thread <= 40; ++thread) CHECK(events[thread] == 100);
}

TEST_CASE("scopes of other threads are not inside the scopes of a thread") {
    sj::profile prof;
    {
        sj::profile::scope const waiting{prof, "waiting"};
        std::thread{[&] {
            sj::profile::scope const s{prof, "elsewhere"};
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }}.join();
    }
    for (auto const& e : prof.entries()) {
        CHECK(e.self == e.total);
        CHECK(e.total > 0.005);
    }
}

TEST_CASE("a thread may outlive profiles that it used") {
    std::unique_ptr<sj::profile> prof;
    std::atomic<int> turn{0};
    std::thread worker{[&] {
        for (int i = 0; i < 200; ++i) {
            wait_until([&] { return turn == 2 * i + 1; });
            for (int k = 0; k < 3; ++k) sj::profile::scope const s{*prof, "work"};
            turn = 2 * i + 2;
        }
    }};
    bool all_counted = true;
    for (int i = 0; i < 200; ++i) {
        prof = std::make_unique<sj::profile>(sj::profile_options{.clock = +[] { return std::uint64_t{0}; }});
        turn = 2 * i + 1;
        wait_until([&] { return turn == 2 * i + 2; });
        all_counted = all_counted && calls_of(*prof, "work") == 3;
    }
    prof.reset();
    worker.join();
    CHECK(all_counted);
}

TEST_CASE("a profile may be destroyed while threads that used it end") {
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
            wait_until([&] { return measured == 4; });
        }
        for (auto& t : threads) t.join();
        CHECK(measured == 4);
    }
}

namespace {

/// Opens scopes when its thread ends, before or after the records of the thread are destroyed.
struct scopes_at_thread_end {
    sj::profile* prof = nullptr;
    ~scopes_at_thread_end() {
        for (int i = 0; i < 3; ++i)
            if (prof != nullptr) sj::profile::scope const s{*prof, "late"};
    }
};

}   // namespace

TEST_CASE("scopes may run in destructors of thread_local objects") {
    sj::profile prof;
    for (int round = 0; round < 5; ++round)
        std::thread{[&] {
            thread_local scopes_at_thread_end before;
            before.prof = &prof;
            { sj::profile::scope const s{prof, "work"}; }
            thread_local scopes_at_thread_end after;
            after.prof = &prof;
        }}.join();
    CHECK(calls_of(prof, "work") == 5);
    CHECK(calls_of(prof, "late") == 30);
}

TEST_CASE("a scope that is open when its thread ends is not counted") {
    sj::profile prof;
    alignas(sj::profile::scope) static std::byte memory[sizeof(sj::profile::scope)];
    std::thread{[&] { new (memory) sj::profile::scope{prof, "never"}; }}.join();
    std::thread{[&] { sj::profile::scope const s{prof, "work"}; }}.join();
    CHECK(calls_of(prof, "work") == 1);
    CHECK(calls_of(prof, "never") == 0);
}
