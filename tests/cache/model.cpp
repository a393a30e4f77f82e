// SPDX-License-Identifier: MIT
// Compares caches with a simple model, a list of entries that is searched from its beginning.
// SYMPHONIC_MODEL_STEPS=10000 sets the number of random steps for each configuration.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using sj::removal, std::chrono::nanoseconds;

namespace {

constexpr std::int64_t never = INT64_MAX;
using removals = std::vector<std::tuple<int, int, removal>>;

std::size_t weight(int key, int value) { return static_cast<std::size_t>((key + value) % 6); }

struct entry {
    int key, value;
    std::int64_t expiry;
    bool marked;
};

/// The most recently used or newest entry is the first.
struct model_cache {
    bool sieve;
    std::size_t max_entries, max_bytes;
    std::vector<entry> entries{};
    std::optional<int> hand{};   // the key of the entry at the hand of sieve; none: the oldest
    sj::cache_stats counted{};
    removals removed{};

    auto find(int key) {
        return std::find_if(entries.begin(), entries.end(), [&](const entry& e) { return e.key == key; });
    }
    std::size_t bytes() const {
        std::size_t sum = 0;
        for (auto const& e : entries) sum += weight(e.key, e.value);
        return sum;
    }
    void remove(std::vector<entry>::iterator at, removal cause) {
        if (hand == at->key) {
            hand.reset();
            if (at != entries.begin()) hand = at[-1].key;
        }
        removed.emplace_back(at->key, at->value, cause);
        entries.erase(at);
    }
    void use(std::vector<entry>::iterator at) {
        if (sieve) at->marked = true;
        else std::rotate(entries.begin(), at, at + 1);
    }
    std::vector<entry>::iterator victim() {
        if (!sieve) return entries.end() - 1;
        for (auto at = hand ? find(*hand) : entries.end() - 1;;
             at = at == entries.begin() ? entries.end() - 1 : at - 1) {
            hand = at->key;
            if (!std::exchange(at->marked, false)) return at;
        }
    }
    void evict(std::size_t most, std::size_t most_bytes) {
        while (entries.size() > most || bytes() > most_bytes) {
            remove(victim(), removal::evicted);
            ++counted.evictions;
        }
    }

    std::optional<int> get(int key, std::int64_t now) {
        auto const at = find(key);
        if (at != entries.end() && at->expiry > now) {
            auto const value = at->value;
            ++counted.hits;
            use(at);
            return value;
        }
        ++counted.misses;
        if (at != entries.end()) {
            remove(at, removal::expired);
            ++counted.expirations;
        }
        return {};
    }
    bool put(int key, int value, std::int64_t expiry) {
        if (auto const at = find(key); at != entries.end()) remove(at, removal::replaced);
        if (max_entries == 0 || weight(key, value) > max_bytes) {
            ++counted.refused;
            return false;
        }
        evict(max_entries - 1, max_bytes - weight(key, value));
        entries.insert(entries.begin(), {key, value, expiry, false});
        return true;
    }
    bool erase(int key) {
        auto const at = find(key);
        if (at == entries.end()) return false;
        remove(at, removal::erased);
        return true;
    }
    void clear() {
        while (!entries.empty()) remove(entries.begin(), removal::cleared);
    }
    std::size_t remove_expired(std::int64_t now) {
        std::size_t count = 0;
        for (auto const& e : std::vector(entries))
            if (e.expiry <= now) {
                remove(find(e.key), removal::expired);
                ++count;
            }
        counted.expirations += count;
        return count;
    }
    removals items(std::int64_t now) const {
        removals all;
        for (auto const& e : entries)
            if (e.expiry > now) all.emplace_back(e.key, e.value, removal{});
        return all;
    }
};

bool same(const sj::cache_stats& a, const sj::cache_stats& b) {
    auto const all = [](const sj::cache_stats& s) {
        return std::tuple{s.hits,      s.misses,      s.loads,   s.load_failures, s.joins,
                          s.evictions, s.expirations, s.refused, s.entries,       s.bytes};
    };
    return all(a) == all(b);
}

struct configuration {
    std::size_t max_entries, max_bytes;
    std::int64_t ttl;
};

/// Returns the first step after which cache and model differ, and the operation; empty if there is none.
template <class Cache> std::string difference(bool sieve, configuration with, unsigned seed, int steps) {
    std::mt19937 random{seed};
    auto const below = [&](unsigned n) { return static_cast<int>(random() % n); };
    sj::manual_clock clock;
    model_cache model{sieve, with.max_entries, with.max_bytes};
    removals removed;
    Cache cache{{.max_entries = with.max_entries,
                 .max_bytes = with.max_bytes,
                 .ttl = with.ttl == never ? sj::time_to_live{} : nanoseconds{with.ttl},
                 .weigher = weight,
                 .on_removal = [&](int key, const std::shared_ptr<const int>& value,
                                   removal cause) { removed.emplace_back(key, *value, cause); },
                 .clock = clock}};
    std::size_t const entry_limits[]{0, 1, 2, 7, 20, sj::unlimited}, byte_limits[]{0, 4, 15, 40, sj::unlimited};
    for (int step = 0; step < steps; ++step) {
        auto const now = clock.now().time_since_epoch().count();
        auto const expiry = [&](std::int64_t ttl) { return ttl == never ? never : now + ttl; };
        auto const got = [](const std::shared_ptr<const int>& p) { return p ? std::optional{*p} : std::nullopt; };
        int const what = below(100), key = below(with.max_entries == 7 ? 12 : 40);
        bool right = true;
        if (what < 30) {
            right = got(cache.get(key)) == model.get(key, now);
        } else if (what < 50) {
            right = cache.put(key, step) == model.put(key, step, expiry(with.ttl));
        } else if (what < 60) {
            std::int64_t const ttl = what < 52 ? never : 1 + below(30);
            right = cache.put(key, step, ttl == never ? sj::time_to_live{} : nanoseconds{ttl}) ==
                    model.put(key, step, expiry(ttl));
        } else if (what < 80) {
            bool const fails = what < 63;
            auto expected = model.get(key, now);
            if (!expected) {
                ++model.counted.loads;
                if (fails) {
                    ++model.counted.load_failures;
                } else {
                    model.put(key, step, expiry(with.ttl));
                    expected = step;
                }
            }
            try {
                right = *cache.get_or_compute(key, [&] { return fails ? throw 5 : step; }) == expected;
            } catch (int) {
                right = fails && !expected;
            }
        } else if (what < 86) {
            right = cache.erase(key) == model.erase(key);
        } else if (what < 90) {
            auto const there = model.find(key);
            right = cache.contains(key) == (there != model.entries.end() && there->expiry > now);
        } else if (what < 95) {
            clock.advance(nanoseconds{below(12)});
        } else if (what == 95) {
            right = cache.remove_expired() == model.remove_expired(now);
        } else if (below(8) != 0) {
            right = cache.size() == model.entries.size();
        } else if (what == 96) {
            cache.clear();
            model.clear();
        } else if (what == 97) {
            // The configured limit half of the time.
            model.max_entries = below(2) == 0 ? with.max_entries : entry_limits[below(6)];
            cache.resize(model.max_entries);
            model.evict(model.max_entries, model.max_bytes);
        } else if (what == 98) {
            model.max_bytes = below(2) == 0 ? with.max_bytes : byte_limits[below(5)];
            cache.resize_bytes(model.max_bytes);
            model.evict(model.max_entries, model.max_bytes);
        }
        model.counted.entries = model.entries.size();
        model.counted.bytes = model.bytes();
        right = right && same(cache.stats(), model.counted);
        std::sort(removed.begin(), removed.end());   // the order within a step does not matter
        std::sort(model.removed.begin(), model.removed.end());
        right = right && removed == model.removed;
        if (step % 8 == 0) {
            removals all;
            for (auto const& item : cache.items()) all.emplace_back(item.key, *item.value, removal{});
            right = right && all == model.items(clock.now().time_since_epoch().count());
        }
        if (!right) return "step " + std::to_string(step) + ", " + std::to_string(what);
        removed.clear();
        model.removed.clear();
    }
    return {};
}

struct constant_hash {
    std::size_t operator()(int) const { return 42; }
};

template <class Policy> void compare(bool sieve) {
    auto const* const more = std::getenv("SYMPHONIC_MODEL_STEPS");
    int const steps = more != nullptr ? std::atoi(more) : 800;
    unsigned seed = 0;
    for (std::size_t const entries : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{7}, sj::unlimited})
        for (std::size_t const bytes : {std::size_t{0}, std::size_t{5}, std::size_t{25}, sj::unlimited})
            for (std::int64_t const ttl : {never, std::int64_t{1}, std::int64_t{40}}) {
                CAPTURE(entries, bytes, ttl);
                configuration const with{entries, bytes, ttl};
                CHECK(difference<sj::lru_cache<int, int, Policy>>(sieve, with, ++seed, steps) == "");
                CHECK(difference<sj::lru_cache<int, int, Policy, constant_hash>>(sieve, with, ++seed, steps) == "");
            }
}

}   // namespace

TEST_CASE("lru_cache with lru behaves as a list") { compare<sj::lru>(false); }

TEST_CASE("lru_cache with sieve behaves as a list with marks and a hand") { compare<sj::sieve>(true); }
