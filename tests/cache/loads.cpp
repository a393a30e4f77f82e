// SPDX-License-Identifier: MIT
// get_or_compute by many threads; also run under the thread sanitizer. Where one thread has to be at a place before another goes on,
// it waits for what the cache counts, or for a latch.
#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <latch>
#include <mutex>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;
using cache = sj::lru_cache<int, int>;

namespace {

/// f(i) in n threads.
void in_threads(int n, auto f) {
    std::vector<std::thread> threads;
    for (int i = 0; i < n; ++i) threads.emplace_back([&f, i] { f(i); });
    for (auto& t : threads) t.join();
}
void until(auto condition) {
    while (!condition()) std::this_thread::yield();
}
void until_joined(const auto& c, std::uint64_t joins) {
    until([&] { return c.stats().joins >= joins; });
}

struct constant_hash {
    std::size_t operator()(int) const { return 42; }
};

/// Looked at once the threads have ended: the thread sanitizer does not see how libstdc++ counts who has an exception.
std::string message(const std::exception_ptr& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (const std::exception& e) {
        return e.what();
    }
}

/// A load of a key that has begun in a thread of its own, and ends when it is told to.
template <class Cache> class slow_load {
public:
    slow_load(Cache& c, int key, int value)
        : thread_([this, &c, key, value] {
              result = c.get_or_compute(key, [&] {
                  begun_.count_down();
                  ends_.wait();
                  return value;
              });
          }) {
        begun_.wait();
    }
    ~slow_load() {
        if (thread_.joinable()) end();
    }
    int end() {
        ends_.count_down();
        thread_.join();
        return *result;
    }

private:
    std::shared_ptr<const int> result{};
    std::latch begun_{1}, ends_{1};
    std::thread thread_;
};

}   // namespace

TEST_CASE("threads that ask for a key at once get the value of one load") {
    constexpr int threads = 8;
    for (int round = 0; round < 30; ++round) {
        cache c;
        std::atomic<int> loads{0};
        std::vector<cache::pointer> got(threads);
        in_threads(threads, [&](int i) {
            got[static_cast<std::size_t>(i)] = c.get_or_compute(1, [&] {
                ++loads;
                until_joined(c, threads - 1);
                return 5;
            });
        });
        CHECK(loads == 1);
        for (auto const& p : got) CHECK((p == got[0] && *p == 5));
        CHECK(c.get(1) == got[0]);
        auto const s = c.stats();
        CHECK((s.loads == 1 && s.joins == threads - 1 && s.misses == threads && s.hits == 1));
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
        CHECK((loads == 1000 && wrong == 0 && s.loads == 1000 && s.misses == s.loads + s.joins));
        CHECK((s.hits + s.misses == 4000 && s.entries == 1000));
    }
}

TEST_CASE("an exception of a loader reaches all who wait, and is not kept") {
    constexpr int threads = 6;
    cache c;
    std::atomic<int> loads{0};
    std::vector<std::exception_ptr> caught(threads);
    in_threads(threads, [&](int i) {
        try {
            c.get_or_compute(1, [&]() -> int {
                ++loads;
                until_joined(c, threads - 1);
                throw std::runtime_error{"no such file"};
            });
        } catch (...) {
            caught[static_cast<std::size_t>(i)] = std::current_exception();
        }
    });
    for (auto const& e : caught) CHECK((e == caught[0] && message(e) == "no such file"));
    CHECK((loads == 1 && c.stats().load_failures == 1 && c.size() == 0));
    CHECK((*c.get_or_compute(1, [] { return 5; }) == 5 && c.stats().loads == 2));
}

TEST_CASE("whatever else throws at the end of a load, those who wait are told") {
    struct key {   // whose move throws at the end of a load
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
    std::atomic<bool> heard{false};
    sj::manual_clock clock;
    sj::lru_cache<key, int, sj::lru, hash> c{{.max_entries = 1,
                                              .weigher =
                                                  [&](const key&, int) {
                                                      if (!weighs) throw std::runtime_error{"a weigher"};
                                                      return std::size_t{1};
                                                  },
                                              .on_removal =
                                                  [&](auto&&...) {
                                                      heard = true;
                                                      throw std::runtime_error{"a listener"};
                                                  },
                                              .clock = clock}};
    key const one{moves};
    /// What the thread that loads and the one that waits get.
    auto const both = [&] {
        auto const joins = c.stats().joins;
        std::latch loading{1};
        std::exception_ptr first, second;
        auto const ask = [&](std::exception_ptr& to, auto load) {
            try {
                throw std::runtime_error{std::to_string(*c.get_or_compute(one, load))};
            } catch (...) {
                to = std::current_exception();
            }
        };
        std::thread waits{[&] {
            loading.wait();
            ask(second, [] { return 0; });
        }};
        ask(first, [&] {
            loading.count_down();
            until_joined(c, joins + 1);
            return 5;
        });
        waits.join();
        return message(first) + ", " + message(second);
    };
    CHECK(both() == "a weigher, a weigher");
    CHECK((c.stats().load_failures == 1 && c.size() == 0));
    weighs = true;
    moves = false;
    CHECK(both() == "a move, 5");
    CHECK(c.size() == 0);
    moves = true;
    key other{moves};
    other.id = 2;
    c.put(other, 2);
    CHECK(both() == "a listener, 5");
    CHECK((heard && *c.get(one) == 5));
}

TEST_CASE("erase, put or clear in a loader keep its result out") {
    int told = 0;
    cache c{{.on_removal = [&](auto&&...) { ++told; }}};
    CHECK((*c.get_or_compute(1, [&] { return c.erase(1), 5; }) == 5 && !c.contains(1)));
    CHECK((*c.get_or_compute(1, [&] { return c.clear(), 5; }) == 5 && !c.contains(1)));
    CHECK((*c.get_or_compute(1, [&] { return c.put(1, 6), 5; }) == 5 && *c.get(1) == 6));
    CHECK((told == 0 && c.size() == 1 && c.stats().loads == 3 && c.stats().load_failures == 0));
    CHECK((*c.get_or_compute(2, [&] { return c.erase(3), c.put(3, 3), 5; }) == 5 && c.contains(2)));   // another key
    CHECK_THROWS_AS(c.get_or_compute(4, [&]() -> int { return c.erase(4) ? 0 : throw 5; }), int);
    CHECK(*c.get_or_compute(5, [&] { return c.erase(5), *c.get_or_compute(5, [] { return 6; }) - 1; }) == 5);
    CHECK(*c.get(5) == 6);   // the newer one
    cache small{{.max_bytes = 10, .weigher = [](int, int value) { return static_cast<std::size_t>(value); }}};
    CHECK((*small.get_or_compute(1, [&] { return small.put(1, 11), 5; }) == 5 && !small.contains(1)));   // refused too
}

TEST_CASE("erase, put or clear during a load keep its result out, and who asks then gets a newer one") {
    enum class how { erase, put, put_refused, clear };
    auto const check = [](auto c, how what) {
        CAPTURE(static_cast<int>(what));
        slow_load first{c, 1, 10};
        std::shared_ptr<const int> waited;
        std::thread waits{[&] { waited = c.get_or_compute(1, [] { return 0; }); }};
        until_joined(c, 1);
        if (what == how::erase) CHECK(!c.erase(1));   // there is no entry
        if (what == how::put) c.put(1, 20);
        if (what == how::put_refused) CHECK(!c.put(1, 1000));
        if (what == how::clear) c.clear();
        int const loaded = what == how::put ? 20 : 30;
        std::shared_ptr<const int> newer;
        std::thread asks{[&] { newer = c.get_or_compute(1, [] { return 30; }); }};
        until([&] { return c.stats().hits + c.stats().misses == 3; });
        CHECK(c.stats().joins == 1);   // it does not wait for the first
        CHECK(first.end() == 10);      // who had asked before gets what he asked for
        waits.join();
        asks.join();
        CHECK((*newer == loaded && *waited == 10 && *c.get(1) == loaded && c.size() == 1));
        CHECK(c.stats().loads == (what == how::put ? 1U : 2U));
    };
    auto const options = [](unsigned shards) {
        return cache::options{.max_bytes = 400, .shards = shards, .weigher = [](int, int value) {
                                  return static_cast<std::size_t>(value);
                              }};
    };
    for (how const what : {how::erase, how::put, how::put_refused, how::clear}) {
        check(cache{options(1)}, what);
        check(cache{options(4)}, what);
        check(sj::lru_cache<int, int, sj::sieve, constant_hash>{options(1)}, what);
    }
}

TEST_CASE("an outdated load that ends takes no newer one with it, nor does one of the same hash") {
    sj::lru_cache<int, int, sj::lru, constant_hash> c;   // all in one list
    slow_load a{c, 7, 70};
    slow_load first{c, 1, 10};
    slow_load b{c, 8, 80};
    c.erase(1);
    slow_load second{c, 1, 20};
    CHECK(first.end() == 10);
    CHECK((!c.contains(1) && b.end() == 80 && a.end() == 70));
    std::shared_ptr<const int> waited;
    std::thread waits{[&] { waited = c.get_or_compute(1, [] { return 0; }); }};
    until([&] { return c.stats().hits + c.stats().misses == 5; });
    CHECK((c.stats().joins == 1 && second.end() == 20));   // it waits for the second one
    waits.join();
    CHECK((*waited == 20 && *c.get(1) == 20 && *c.get(7) == 70 && *c.get(8) == 80));
}

TEST_CASE("an entry that is put during the load of another key stays") {
    cache c{{.max_entries = 2}};
    slow_load load{c, 1, 10};
    c.put(2, 2);
    c.put(3, 3);
    CHECK(c.size() == 2);
    CHECK((load.end() == 10 && c.contains(1) && c.contains(3) && !c.contains(2)));
}

TEST_CASE("a loader that asks for what it is to compute is told so") {
    cache c, d;
    CHECK_THROWS_AS(c.get_or_compute(1, [&] { return *c.get_or_compute(1, [] { return 0; }); }), sj::recursive_load);
    auto const ask = [&](cache& where, int key) { return *where.get_or_compute(key, [] { return 0; }); };
    CHECK_THROWS_AS(c.get_or_compute(1, [&] { return *c.get_or_compute(2, [&] { return ask(c, 1); }); }),
                    sj::recursive_load);
    CHECK_THROWS_AS(c.get_or_compute(1, [&] { return *d.get_or_compute(1, [&] { return ask(c, 1); }); }),
                    sj::recursive_load);
    CHECK_THROWS_AS(c.get_or_compute(1,
                                     [&] {
                                         throw sj::recursive_load{"of one's own"};
                                         return 0;
                                     }),
                    sj::error);
    CHECK((c.size() == 0 && d.size() == 0));
    int const caught = *c.get_or_compute(1, [&] {
        try {
            return ask(c, 1);
        } catch (const sj::recursive_load&) {
            return 5;
        }
    });
    CHECK((caught == 5 && *c.get(1) == 5));
    CHECK(*c.get_or_compute(2, [&] { return c.get(2) || c.contains(2) ? 0 : 6; }) == 6);   // get does not wait
}

TEST_CASE("a loader may compute from the values of other keys") {
    for (std::size_t const most : {std::size_t{0}, std::size_t{1}, std::size_t{2}, sj::unlimited}) {
        cache c{{.max_entries = most}};
        std::function<int(int)> const triangle = [&](int n) -> int {
            return *c.get_or_compute(n, [&] { return n == 0 ? 0 : n + triangle(n - 1); });
        };
        CHECK(triangle(100) == 5050);
        CHECK((c.stats().loads == 101 && c.size() == std::min<std::size_t>(most, 101)));
    }
    cache c;
    std::function<int(int)> const fibonacci = [&](int n) -> int {
        return *c.get_or_compute(n, [&] { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); });
    };
    CHECK((fibonacci(40) == 102334155 && c.stats().loads == 41));
}

namespace {

/// Each of n threads loads its key, and asks for the next one's meanwhile. How many were told that they ask for their own.
int ring(int n, bool caught, bool caches_of_their_own) {
    std::vector<cache> caches(static_cast<std::size_t>(n));
    auto const of = [&](int i) -> cache& { return caches[caches_of_their_own ? static_cast<std::size_t>(i) : 0]; };
    std::latch all{n};
    std::atomic<int> recursive{0};
    in_threads(n, [&](int i) {
        int const next = (i + 1) % n;
        try {
            of(i).get_or_compute(i, [&] {
                all.arrive_and_wait();
                try {
                    return *of(next).get_or_compute(next, [] { return 0; }) + 1;
                } catch (const sj::recursive_load&) {
                    ++recursive;
                    if (!caught) throw;
                    return 0;
                }
            });
        } catch (const sj::recursive_load&) {}
    });
    for (int i = 0; i < n; ++i)
        if (of(i).contains(i) != caught) return -1;
    return recursive;
}

}   // namespace

TEST_CASE("threads whose loaders ask for each other's keys do not wait for ever") {
    for (int round = 0; round < 10; ++round)
        for (int const n : {2, 3, 5})
            for (bool const own : {false, true}) {
                CHECK(ring(n, true, own) == 1);    // one of them goes on, and so the others do
                CHECK(ring(n, false, own) == n);   // or its exception goes round
            }
}

TEST_CASE("threads that wait for each other in a row are not told so") {
    for (int round = 0; round < 20; ++round) {
        cache c;
        constexpr int n = 5;
        std::latch all{n};
        std::atomic<int> wrong{0};
        in_threads(n, [&](int i) {
            wrong += *c.get_or_compute(i, [&] {
                all.arrive_and_wait();
                return i + 1 == n ? 0 : *c.get_or_compute(i + 1, [] { return 1000; }) + 1;
            }) != n - 1 - i;
        });
        CHECK((wrong == 0 && c.stats().loads == n && c.size() == n));
    }
}

TEST_CASE("those who wait may outlive the thread that loads") {
    cache c;
    for (int round = 0; round < 40; ++round) {
        std::shared_ptr<const int> first, second;
        std::latch loading{1};
        std::thread waits{[&] {
            loading.wait();
            second = c.get_or_compute(round, [] { return -1; });
        }};
        std::thread{[&] {
            first = c.get_or_compute(round, [&] {
                loading.count_down();
                if (round % 2 == 0) until_joined(c, static_cast<std::uint64_t>(round / 2 + 1));
                return round;
            });
        }}.join();
        waits.join();
        REQUIRE((first == second && *first == round));
    }
}

TEST_CASE("entries that leave by many threads at once leave once") {
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
        std::set<std::shared_ptr<const tracked>> gone, put,
            loaded;   // pointers: none is made twice while they are here
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
                          [&](const std::string&, const traced::pointer& value, sj::removal why) {
                              std::lock_guard const lock{mutex};
                              twice += !gone.insert(value).second;
                              ++causes[static_cast<int>(why)];
                          },
                      .clock = clock}};
            in_threads(threads, [&](int thread) {
                std::mt19937 random{static_cast<unsigned>(thread)};
                for (int step = 0; step < steps; ++step) {
                    auto const key = "a key longer than what a string holds itself " + std::string(random() % 9, 'x');
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
            CHECK((s.loads == loads && s.load_failures == failures && s.refused >= refused));
            CHECK((s.entries == c.size() && s.entries <= 6 && s.bytes < 80));
            c.clear();
            CHECK((c.size() == 0 && c.stats().bytes == 0));
            CHECK((causes[static_cast<int>(sj::removal::evicted)] == s.evictions &&
                   causes[static_cast<int>(sj::removal::expired)] == s.expirations));
        }
        CHECK((twice == 0 && std::accumulate(std::begin(causes), std::end(causes), std::uint64_t{0}) == gone.size()));
        for (auto const& value : put) REQUIRE(gone.count(value) == 1);                         // what was put has left
        for (auto const& value : gone) REQUIRE(put.count(value) + loaded.count(value) == 1);   // and nothing else has
        CHECK(alive == static_cast<int>(put.size() + loaded.size()));
        gone.clear();
        put.clear();
        loaded.clear();
        CHECK(alive == 0);
    }
}
