// SPDX-License-Identifier: MIT
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <thread>

#include <symphonic/cache.hpp>

#include "support/catch.hpp"
#include "support/threads.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;
using testing::in_threads;

TEST_CASE("entries that many threads remove at once are removed once") {
    struct tracked {
        std::atomic<int>* alive;
        explicit tracked(std::atomic<int>& a) : alive(&a) { ++a; }
        tracked(const tracked& other) : alive(other.alive) { ++*alive; }
        tracked& operator=(const tracked&) = delete;
        ~tracked() { --*alive; }
    };
    using traced = sj::lru_cache<std::string, tracked>;
    constexpr int threads = 4, steps = 2000;
    for (unsigned const shards : {1U, 2U}) {
        std::atomic<int> alive{0};
        std::mutex mutex;
        // The sets keep the values alive, so no address occurs twice.
        std::set<std::shared_ptr<const tracked>> removed, put, loaded;
        std::uint64_t causes[5]{}, twice = 0;
        std::atomic<std::uint64_t> requests{0}, loads{0}, failures{0}, refused{0};
        sj::manual_clock clock;
        {
            traced c{{.max_entries = 5,
                      .max_bytes = 60,
                      .ttl = 50ns,
                      .shards = shards,
                      .weigher = [](const std::string& key, const tracked&) { return key.size() % 16 + 1; },
                      .on_removal =
                          [&](const std::string&, const traced::pointer& value, sj::removal cause) {
                              std::lock_guard const lock{mutex};
                              twice += !removed.insert(value).second;
                              ++causes[static_cast<int>(cause)];
                          },
                      .clock = clock}};
            in_threads(threads, [&](int thread) {
                std::mt19937 random{static_cast<unsigned>(thread)};
                for (int step = 0; step < steps; ++step) {
                    auto const key =
                        "a key too long for the buffer inside a std::string " + std::string(random() % 9, 'x');
                    switch (random() % 16) {
                    case 0:
                    case 1:
                    case 2: {
                        auto value = std::make_shared<const tracked>(alive);
                        bool const stored = c.put(key, value, std::chrono::nanoseconds{1 + random() % 80});
                        std::lock_guard const lock{mutex};
                        if (stored) put.insert(value);
                        else ++refused;
                        break;
                    }
                    case 3: c.erase(key); break;
                    case 4: clock.advance(7ns); break;
                    case 5: c.remove_expired(); break;
                    case 6:
                        if (random() % 8 == 0) c.clear();
                        break;
                    case 7: c.resize(3 + random() % 4); break;
                    case 8: c.resize_bytes(40 + random() % 40); break;
                    case 9: static_cast<void>(c.items()); break;
                    case 10:
                    case 11:
                        ++requests;
                        c.get(key);
                        break;
                    default:
                        ++requests;
                        try {
                            c.get_or_compute(key, [&] {
                                ++loads;
                                if (random() % 16 == 0) {
                                    ++failures;
                                    throw 5;
                                }
                                if (random() % 4 == 0) std::this_thread::yield();
                                auto value = std::make_shared<const tracked>(alive);
                                std::lock_guard const lock{mutex};
                                loaded.insert(value);
                                return value;
                            });
                        } catch (int) {}
                    }
                }
            });
            auto const s = c.stats();
            CHECK(s.hits + s.misses == requests);
            CHECK(s.loads == loads);
            CHECK(s.load_failures == failures);
            CHECK(s.refused >= refused);
            CHECK(s.entries == c.size());
            CHECK(s.entries <= 6);
            CHECK(s.bytes < 80);
            c.clear();
            CHECK(c.size() == 0);
            CHECK(c.stats().bytes == 0);
            CHECK(causes[static_cast<int>(sj::removal::evicted)] == s.evictions);
            CHECK(causes[static_cast<int>(sj::removal::expired)] == s.expirations);
        }
        CHECK(twice == 0);
        CHECK(std::accumulate(std::begin(causes), std::end(causes), std::uint64_t{0}) == removed.size());
        for (auto const& value : put) REQUIRE(removed.count(value) == 1);   // every stored value was removed
        for (auto const& value : removed) REQUIRE(put.count(value) + loaded.count(value) == 1);   // and no other
        CHECK(alive == static_cast<int>(put.size() + loaded.size()));
        removed.clear();
        put.clear();
        loaded.clear();
        CHECK(alive == 0);
    }
}
