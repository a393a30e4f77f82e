// SPDX-License-Identifier: MIT
// get_or_compute() called by many threads. Where one thread must reach a point before another goes on, it waits for a
// counter of the cache or for a latch.
#include <atomic>
#include <exception>
#include <latch>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/cache_checks.hpp"
#include "support/catch.hpp"
#include "support/threads.hpp"

namespace sj = symphonic;
using cache = sj::lru_cache<int, int>;
using testing::constant_hash;
using testing::in_threads;
using testing::wait_until;

namespace {

void wait_until_joined(const auto& c, std::uint64_t joins) {
    wait_until([&] { return c.stats().joins >= joins; });
}

/// Called after the threads have ended: the thread sanitizer does not see the reference counts of exceptions in
/// libstdc++.
std::string message(const std::exception_ptr& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (const std::exception& e) {
        return e.what();
    }
}

/// A load in another thread, which has begun and ends when end() is called.
template <class Cache> class slow_load {
public:
    slow_load(Cache& c, int key, int value)
        : thread_([this, &c, key, value] {
              result = c.get_or_compute(key, [&] {
                  begun_.count_down();
                  end_.wait();
                  return value;
              });
          }) {
        begun_.wait();
    }
    ~slow_load() {
        if (thread_.joinable()) end();
    }
    int end() {
        end_.count_down();
        thread_.join();
        return *result;
    }

private:
    std::shared_ptr<const int> result{};
    std::latch begun_{1}, end_{1};
    std::thread thread_;
};

}   // namespace

TEST_CASE("threads that ask for a key at once share one load") {
    constexpr int threads = 8;
    for (int round = 0; round < 30; ++round) {
        cache c;
        std::atomic<int> loads{0};
        std::vector<cache::pointer> values(threads);
        in_threads(threads, [&](int i) {
            values[static_cast<std::size_t>(i)] = c.get_or_compute(1, [&] {
                ++loads;
                wait_until_joined(c, threads - 1);
                return 5;
            });
        });
        CHECK(loads == 1);
        for (auto const& value : values) {
            CHECK(value == values[0]);
            CHECK(*value == 5);
        }
        CHECK(c.get(1) == values[0]);
        auto const s = c.stats();
        CHECK(s.loads == 1);
        CHECK(s.joins == threads - 1);
        CHECK(s.misses == threads);
        CHECK(s.hits == 1);
    }
}

TEST_CASE("each of many keys is loaded once") {
    for (unsigned const shards : {1U, 4U}) {
        cache c{{.shards = shards}};
        std::atomic<int> loads{0}, wrong{0};
        in_threads(4, [&](int) {
            for (int key = 0; key < 1000; ++key)
                wrong += *c.get_or_compute(key, [&] { return ++loads, key * key; }) != key * key;
        });
        auto const s = c.stats();
        CHECK(loads == 1000);
        CHECK(wrong == 0);
        CHECK(s.loads == 1000);
        CHECK(s.misses == s.loads + s.joins);
        CHECK(s.hits + s.misses == 4000);
        CHECK(s.entries == 1000);
    }
}

TEST_CASE("an exception of a loader reaches all waiting threads and is not stored") {
    constexpr int threads = 6;
    cache c;
    std::atomic<int> loads{0};
    std::vector<std::exception_ptr> caught(threads);
    in_threads(threads, [&](int i) {
        try {
            c.get_or_compute(1, [&]() -> int {
                ++loads;
                wait_until_joined(c, threads - 1);
                throw std::runtime_error{"no such file"};
            });
        } catch (...) {
            caught[static_cast<std::size_t>(i)] = std::current_exception();
        }
    });
    for (auto const& e : caught) {
        CHECK(e == caught[0]);
        CHECK(message(e) == "no such file");
    }
    CHECK(loads == 1);
    CHECK(c.stats().load_failures == 1);
    CHECK(c.size() == 0);
    CHECK(*c.get_or_compute(1, [] { return 5; }) == 5);
    CHECK(c.stats().loads == 2);
}

TEST_CASE("waiting threads return if the weigher, a key or the listener throws at the end of a load") {
    struct key {   // its move may throw at the end of a load
        int id = 1;
        bool* moves;
        explicit key(bool& m) : moves(&m) {}
        key(const key&) = default;
        key(key&& other) : id(other.id), moves(other.moves) {
            if (!*moves) throw std::runtime_error{"a move"};
        }
        key& operator=(const key&) = delete;
        bool operator==(const key& other) const { return id == other.id; }
    };
    struct hash {
        std::size_t operator()(const key& k) const { return static_cast<std::size_t>(k.id); }
    };
    bool moves = true, weighs = false;
    std::atomic<bool> notified{false};
    sj::manual_clock clock;
    sj::lru_cache<key, int, sj::lru, hash> c{{.max_entries = 1,
                                              .weigher =
                                                  [&](const key&, int) {
                                                      if (!weighs) throw std::runtime_error{"a weigher"};
                                                      return std::size_t{1};
                                                  },
                                              .on_removal =
                                                  [&](auto&&...) {
                                                      notified = true;
                                                      throw std::runtime_error{"a listener"};
                                                  },
                                              .clock = clock}};
    key const one{moves};
    /// Returns what the loading thread and the waiting thread throw or return.
    auto const both = [&] {
        auto const joins = c.stats().joins;
        std::latch loading{1};
        std::exception_ptr first, second;
        auto const call = [&](std::exception_ptr& to, auto load) {
            try {
                throw std::runtime_error{std::to_string(*c.get_or_compute(one, load))};
            } catch (...) {
                to = std::current_exception();
            }
        };
        std::thread waiting{[&] {
            loading.wait();
            call(second, [] { return 0; });
        }};
        call(first, [&] {
            loading.count_down();
            wait_until_joined(c, joins + 1);
            return 5;
        });
        waiting.join();
        return message(first) + ", " + message(second);
    };
    CHECK(both() == "a weigher, a weigher");
    CHECK(c.stats().load_failures == 1);
    CHECK(c.size() == 0);
    weighs = true;
    moves = false;
    CHECK(both() == "a move, 5");
    CHECK(c.size() == 0);
    moves = true;
    key other{moves};
    other.id = 2;
    c.put(other, 2);
    CHECK(both() == "a listener, 5");
    CHECK(notified);
    CHECK(*c.get(one) == 5);
}

TEST_CASE("the result is not stored if the loader itself erases, puts or clears the key") {
    int removed = 0;
    cache c{{.on_removal = [&](auto&&...) { ++removed; }}};
    CHECK(*c.get_or_compute(1, [&] { return c.erase(1), 5; }) == 5);
    CHECK(!c.contains(1));
    CHECK(*c.get_or_compute(1, [&] { return c.clear(), 5; }) == 5);
    CHECK(!c.contains(1));
    CHECK(*c.get_or_compute(1, [&] { return c.put(1, 6), 5; }) == 5);
    CHECK(*c.get(1) == 6);
    CHECK(removed == 0);
    CHECK(c.size() == 1);
    CHECK(c.stats().loads == 3);
    CHECK(c.stats().load_failures == 0);
    CHECK(*c.get_or_compute(2, [&] { return c.erase(3), c.put(3, 3), 5; }) == 5);
    CHECK(c.contains(2));   // other keys do not matter
    CHECK_THROWS_AS(c.get_or_compute(4, [&]() -> int { return c.erase(4) ? 0 : throw 5; }), int);
    CHECK(*c.get_or_compute(5, [&] { return c.erase(5), *c.get_or_compute(5, [] { return 6; }) - 1; }) == 5);
    CHECK(*c.get(5) == 6);   // the result of the newer load
    cache small{{.max_bytes = 10, .weigher = [](int, int value) { return static_cast<std::size_t>(value); }}};
    CHECK(*small.get_or_compute(1, [&] { return small.put(1, 11), 5; }) == 5);
    CHECK(!small.contains(1));   // also if the put is refused
}

TEST_CASE("the result is not stored if another thread erases, puts or clears the key during the load; later calls load "
          "again") {
    enum class change { erase, put, put_refused, clear };
    auto const check = [](auto c, change what) {
        CAPTURE(static_cast<int>(what));
        slow_load first{c, 1, 10};
        std::shared_ptr<const int> waited;
        std::thread waiting{[&] { waited = c.get_or_compute(1, [] { return 0; }); }};
        wait_until_joined(c, 1);
        if (what == change::erase) CHECK(!c.erase(1));   // there is no entry
        if (what == change::put) c.put(1, 20);
        if (what == change::put_refused) CHECK(!c.put(1, 1000));
        if (what == change::clear) c.clear();
        int const loaded = what == change::put ? 20 : 30;
        std::shared_ptr<const int> newer;
        std::thread later{[&] { newer = c.get_or_compute(1, [] { return 30; }); }};
        wait_until([&] { return c.stats().hits + c.stats().misses == 3; });
        CHECK(c.stats().joins == 1);   // the later call does not wait for the first load
        CHECK(first.end() == 10);      // calls that waited before get its result
        waiting.join();
        later.join();
        CHECK(*newer == loaded);
        CHECK(*waited == 10);
        CHECK(*c.get(1) == loaded);
        CHECK(c.size() == 1);
        CHECK(c.stats().loads == (what == change::put ? 1U : 2U));
    };
    auto const options = [](unsigned shards) {
        return cache::options{.max_bytes = 400, .shards = shards, .weigher = [](int, int value) {
                                  return static_cast<std::size_t>(value);
                              }};
    };
    for (change const what : {change::erase, change::put, change::put_refused, change::clear}) {
        check(cache{options(1)}, what);
        check(cache{options(4)}, what);
        check(sj::lru_cache<int, int, sj::sieve, constant_hash>{options(1)}, what);
    }
}

TEST_CASE("the end of a stale load removes neither a newer load of its key nor loads with the same hash") {
    sj::lru_cache<int, int, sj::lru, constant_hash> c;   // all loads in one chain
    slow_load a{c, 7, 70};
    slow_load first{c, 1, 10};
    slow_load b{c, 8, 80};
    c.erase(1);
    slow_load second{c, 1, 20};
    CHECK(first.end() == 10);
    CHECK(!c.contains(1));
    CHECK(b.end() == 80);
    CHECK(a.end() == 70);
    std::shared_ptr<const int> waited;
    std::thread waiting{[&] { waited = c.get_or_compute(1, [] { return 0; }); }};
    wait_until([&] { return c.stats().hits + c.stats().misses == 5; });
    CHECK(c.stats().joins == 1);
    CHECK(second.end() == 20);   // the waiting call joined the second load
    waiting.join();
    CHECK(*waited == 20);
    CHECK(*c.get(1) == 20);
    CHECK(*c.get(7) == 70);
    CHECK(*c.get(8) == 80);
}

TEST_CASE("an entry that is put during the load of another key is kept") {
    cache c{{.max_entries = 2}};
    slow_load load{c, 1, 10};
    c.put(2, 2);
    c.put(3, 3);
    CHECK(c.size() == 2);
    CHECK(load.end() == 10);
    CHECK(c.contains(1));
    CHECK(c.contains(3));
    CHECK(!c.contains(2));
}

TEST_CASE("a waiting thread may outlive the loading thread") {
    cache c;
    for (int round = 0; round < 40; ++round) {
        std::shared_ptr<const int> first, second;
        std::latch loading{1};
        std::thread waiting{[&] {
            loading.wait();
            second = c.get_or_compute(round, [] { return -1; });
        }};
        std::thread{[&] {
            first = c.get_or_compute(round, [&] {
                loading.count_down();
                if (round % 2 == 0) wait_until_joined(c, static_cast<std::uint64_t>(round / 2 + 1));
                return round;
            });
        }}.join();
        waiting.join();
        REQUIRE(first == second);
        REQUIRE(*first == round);
    }
}
