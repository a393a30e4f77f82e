// SPDX-License-Identifier: MIT
// What a cache costs: lru_cache against the list and the map, behind one mutex, that most caches are; policies, threads, times to
// live; what it saves.
//   cmake -P cmake/benchmark.cmake cache
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <list>
#include <mutex>
#include <random>
#include <thread>
#include <unordered_map>

#include <symphonic/cache/lru_cache.hpp>
#include <symphonic/cache/sieve.hpp>

#include "report.hpp"

namespace sj = symphonic;

namespace {

using value = std::shared_ptr<int const>;

class list_and_map {
public:
    explicit list_and_map(std::size_t capacity) : capacity_(capacity) { places_.reserve(capacity); }
    value get(std::uint64_t key) {
        std::lock_guard const lock{mutex_};
        auto const found = places_.find(key);
        if (found == places_.end()) return {};
        order_.splice(order_.begin(), order_, found->second);
        return found->second->second;
    }
    void put(std::uint64_t key, value v) {
        std::lock_guard const lock{mutex_};
        if (auto const found = places_.find(key); found != places_.end()) {
            found->second->second = std::move(v);
            order_.splice(order_.begin(), order_, found->second);
            return;
        }
        if (places_.size() == capacity_) {
            places_.erase(order_.back().first);
            order_.pop_back();
        }
        order_.emplace_front(key, std::move(v));
        places_.emplace(key, order_.begin());
    }

private:
    std::size_t capacity_;
    std::mutex mutex_;
    std::list<std::pair<std::uint64_t, value>> order_;
    std::unordered_map<std::uint64_t, std::list<std::pair<std::uint64_t, value>>::iterator> places_;
};

template <class Policy = sj::lru> struct ours : sj::lru_cache<std::uint64_t, int, Policy> {
    explicit ours(std::size_t capacity, sj::cache_options<std::uint64_t, int> options = {})
        : sj::lru_cache<std::uint64_t, int, Policy>([&] {
              options.max_entries = capacity;
              return options;
          }()) {}
};

constexpr std::size_t many_keys = 1 << 18;

/// Keys of `count` ones, the k-th most frequent 1 / k^0.99 as often as the first.
std::vector<std::uint64_t> zipf(std::size_t count) {
    std::vector<double> sums(count);
    double sum = 0;
    for (std::size_t k = 0; k < count; ++k) sums[k] = sum += std::pow(static_cast<double>(k + 1), -0.99);
    std::mt19937_64 random{42};
    std::vector<std::uint64_t> names(count), keys(many_keys);
    for (std::size_t k = 0; k < count; ++k) names[k] = random();
    std::uniform_real_distribution<double> uniform{0, sum};
    for (auto& key : keys)
        key =
            names[static_cast<std::size_t>(std::lower_bound(sums.begin(), sums.end(), uniform(random)) - sums.begin())];
    return keys;
}

const value one = std::make_shared<int const>(1);

/// The cache is filled once, for all repetitions.
auto hits(auto cache, const std::vector<std::uint64_t>& keys) {
    for (auto const key : keys) cache->put(key, one);
    return [cache, &keys, i = std::size_t{0}](benchmark::State& state) mutable {
        std::size_t missed = 0;
        for (auto _ : state) {
            auto const v = cache->get(keys[i++ & (many_keys - 1)]);
            missed += v == nullptr;
            benchmark::DoNotOptimize(v.get());
        }
        if (missed != 0) state.SkipWithError("a miss");
    };
}
auto full(auto cache) {
    for (std::uint64_t key = 0; key < 200'000; ++key) cache->put(key, one);
    return cache;
}
/// Of keys that were never there: each evicts another one.
auto puts(auto cache) {
    return [cache, key = std::uint64_t{0}](benchmark::State& state) mutable {
        for (auto _ : state) cache->put(key += 0x9e3779b97f4a7c15U, one);
    };
}
auto mix(auto cache, const std::vector<std::uint64_t>& keys) {
    return [cache, &keys, i = std::size_t{0}](benchmark::State& state) mutable {
        for (auto _ : state) {
            auto const key = keys[i++ & (many_keys - 1)];
            auto const v = cache->get(key);
            if (!v) cache->put(key, one);
            benchmark::DoNotOptimize(v.get());
        }
    };
}

}   // namespace

int main(int count, char** arguments) {
    interleave(count, arguments);
    std::thread{[] {}}.join();   // from here on locks and reference counts are those of a program with threads
    std::map<std::size_t, std::vector<std::uint64_t>> few, many;
    auto const add = [&](const std::string& name, auto maker, std::size_t capacity) {
        auto const n = "/" + std::to_string(capacity);
        benchmark::RegisterBenchmark(("hit " + name + n).c_str(), hits(maker(), few[capacity]));
        benchmark::RegisterBenchmark(("put " + name + n).c_str(), puts(full(maker())));
        benchmark::RegisterBenchmark(("mix " + name + n).c_str(), mix(full(maker()), many[capacity]));
    };
    for (std::size_t const capacity : {1'000U, 100'000U}) {
        few[capacity] = zipf(capacity);
        many[capacity] = zipf(10 * capacity);
        add("list", [capacity] { return std::make_shared<list_and_map>(capacity); }, capacity);
        add("lru", [capacity] { return std::make_shared<ours<>>(capacity); }, capacity);
        add("sieve", [capacity] { return std::make_shared<ours<sj::sieve>>(capacity); }, capacity);
        add(
            "ttl",
            [capacity] {
                return std::make_shared<ours<>>(capacity,
                                                sj::cache_options<std::uint64_t, int>{.ttl = std::chrono::hours{1}});
            },
            capacity);
    }
    best_times times;
    benchmark::RunSpecifiedBenchmarks(&times);
    for (auto const& [name, time] : times.best) std::printf("%s %.1f ns\n", name.c_str(), time);
    for (std::string const what : {"hit", "put", "mix"})
        for (std::string const capacity : {"1000", "100000"})
            std::printf("%s %s %.2f\n", what.c_str(), capacity.c_str(),
                        times.best[what + " list/" + capacity + "/"] / times.best[what + " lru/" + capacity + "/"]);
    std::printf("%s\n", processor().c_str());
}
