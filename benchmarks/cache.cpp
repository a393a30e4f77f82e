// SPDX-License-Identifier: MIT
// lru_cache against std::list and std::unordered_map behind one std::mutex: hits, puts, get-else-put, policies, times
// to live, locks and threads; and the time that a cache of spectra saves.
//   cmake -P cmake/benchmark.cmake cache
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <list>
#include <mutex>
#include <random>
#include <thread>
#include <unordered_map>

#include <unistd.h>

#include <symphonic/symphonic.hpp>

#include "report.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

namespace {

using value = std::shared_ptr<int const>;

class list_and_map {
public:
    explicit list_and_map(std::size_t capacity) : capacity_(capacity) { index_.reserve(capacity); }
    value get(std::uint64_t key) {
        std::lock_guard const lock{mutex_};
        auto const found = index_.find(key);
        if (found == index_.end()) return {};
        order_.splice(order_.begin(), order_, found->second);
        return found->second->second;
    }
    void put(std::uint64_t key, value v) {
        std::lock_guard const lock{mutex_};
        if (auto const found = index_.find(key); found != index_.end()) {
            found->second->second = std::move(v);
            order_.splice(order_.begin(), order_, found->second);
            return;
        }
        if (index_.size() == capacity_) {
            index_.erase(order_.back().first);
            order_.pop_back();
        }
        order_.emplace_front(key, std::move(v));
        index_.emplace(key, order_.begin());
    }

private:
    std::size_t capacity_;
    std::mutex mutex_;
    std::list<std::pair<std::uint64_t, value>> order_;
    std::unordered_map<std::uint64_t, std::list<std::pair<std::uint64_t, value>>::iterator> index_;
};

template <class Policy = sj::lru> struct cache_of : sj::lru_cache<std::uint64_t, int, Policy> {
    explicit cache_of(std::size_t capacity, sj::cache_options<std::uint64_t, int> given = {})
        : sj::lru_cache<std::uint64_t, int, Policy>([&] {
              given.max_entries = capacity;
              return given;
          }()) {}
};

constexpr std::size_t many_keys = 1 << 18;

/// Random requests for `count` keys: the k-th most frequent key is asked for 1 / k^0.99 times as often as the first.
std::vector<std::uint64_t> zipf(std::size_t count, std::size_t requests) {
    std::vector<double> sums(count);
    double sum = 0;
    for (std::size_t k = 0; k < count; ++k) sums[k] = sum += std::pow(static_cast<double>(k + 1), -0.99);
    std::mt19937_64 random{42};
    std::vector<std::uint64_t> names(count), keys(requests);
    for (std::size_t k = 0; k < count; ++k) names[k] = random();
    std::uniform_real_distribution<double> uniform{0, sum};
    for (auto& key : keys)
        key =
            names[static_cast<std::size_t>(std::lower_bound(sums.begin(), sums.end(), uniform(random)) - sums.begin())];
    return keys;
}

const value one = std::make_shared<int const>(1);

/// Hits of a cache that is filled once for all repetitions.
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
/// Puts of new keys: each evicts an entry.
auto puts(auto cache) {
    return [cache, key = std::uint64_t{0}](benchmark::State& state) mutable {
        for (auto _ : state) cache->put(key += 0x9e3779b97f4a7c15U, one);
    };
}
/// Looks up a key and puts it if it is missing.
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

/// Nanoseconds a hit of the slowest of `count` threads that use different keys.
double each_of(unsigned count, auto& cache) {
    constexpr int operations = 400'000;
    std::atomic<unsigned> ready{0};
    std::vector<std::thread> threads;
    std::vector<double> times(count);
    for (unsigned t = 0; t < count; ++t)
        threads.emplace_back([&, t] {
            for (std::uint64_t k = 0; k < 400; ++k) cache.put(k * 2 + t, std::make_shared<int const>(1));
            ++ready;
            while (ready < count) {}
            auto const start = std::chrono::steady_clock::now();
            for (std::uint64_t i = 0; i < operations; ++i)
                benchmark::DoNotOptimize(cache.get(i * 7 % 400 * 2 + t).get());
            times[t] =
                std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / operations;
        });
    for (auto& t : threads) t.join();
    return *std::max_element(times.begin(), times.end());
}
/// The time a hit of one thread, relative to that of each of two threads (median).
double two_threads(auto make) {
    std::vector<double> shares;
    for (int i = 0; i < 15; ++i) {
        auto const cache = make();
        auto const alone = each_of(1, *cache);
        shares.push_back(alone / each_of(2, *cache));
    }
    return median(shares);
}

template <class Policy> double hit_ratio() {
    constexpr std::size_t capacity = 10'000;
    cache_of<Policy> cache{capacity};
    for (auto const key : zipf(100 * capacity, 1 << 22))
        if (!cache.get(key)) cache.put(key, one);
    return cache.stats().hit_ratio();
}

/// Mean spectra of 100 recordings in a cache with content keys: the time of the first run relative to the second
/// (median).
double second_run() {
    auto const folder = std::filesystem::temp_directory_path() / ("cache_" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    std::vector<std::filesystem::path> paths;
    for (int i = 0; i < 100; ++i) {
        auto const tone = [i](std::int64_t n) { return std::sin(0.01F * static_cast<float>((i + 1) * n % 1001)); };
        paths.push_back(folder / (std::to_string(i) + ".wav"));
        sj::generate(tone, 44100.0) | v::take_time(1.0) | sj::write(paths.back());
    }
    auto const spectrum = [](const std::filesystem::path& path) {
        std::vector<float> sum(1025);
        for (auto const power : sj::read(path) | v::mono | v::stft({.size = 2048, .hop = 512}) | v::power)
            for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += power[k];
        return sum;
    };
    std::vector<double> ratios;
    for (int i = 0; i < 15; ++i) {
        sj::lru_cache<sj::content_key, std::vector<float>> cache;
        auto const run = [&] {
            auto const start = std::chrono::steady_clock::now();
            for (auto const& path : paths)
                cache.get_or_compute(sj::content_hash_file(path, 2048, 512), [&] { return spectrum(path); });
            return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        };
        auto const first = run();
        ratios.push_back(first / run());
    }
    std::filesystem::remove_all(folder);
    return median(ratios);
}

using options = sj::cache_options<std::uint64_t, int>;

template <class Lock> void lock_and_unlock(benchmark::State& state) {
    Lock lock;
    for (auto _ : state) {
        std::lock_guard const guard{lock};
        benchmark::ClobberMemory();
    }
}

void add(const std::string& name, auto maker, std::size_t capacity) {
    static std::map<std::size_t, std::vector<std::uint64_t>> few, many;
    few.try_emplace(capacity, zipf(capacity, many_keys));
    many.try_emplace(capacity, zipf(10 * capacity, many_keys));
    auto const n = "/" + std::to_string(capacity);
    benchmark::RegisterBenchmark(("hit " + name + n).c_str(), hits(maker(), few[capacity]));
    benchmark::RegisterBenchmark(("put " + name + n).c_str(), puts(full(maker())));
    benchmark::RegisterBenchmark(("mix " + name + n).c_str(), mix(full(maker()), many[capacity]));
}

void compare(char const* where) {
    best_times best;
    benchmark::RunSpecifiedBenchmarks(&best);
    auto const times = [&](const std::string& what, std::size_t n) {
        return best.best[what + "/" + std::to_string(n) + "/"];
    };
    std::printf("\n%s:\n%40s %23s\n", where, "capacity 1,000", "capacity 100,000");
    for (std::string const what : {"hit", "put", "mix"}) {
        std::printf("%-5s", what.c_str());
        for (std::size_t const capacity : {1'000U, 100'000U}) {
            auto const list = times(what + " list", capacity), lru = times(what + " lru", capacity);
            std::printf("%10.1f ns %7.1f ns %5.2f x", list, lru, list / lru);
        }
        std::printf("\n");
    }
    // What these add to the times of lru_cache by default: ttl reads the coarse clock, steady
    // std::chrono::steady_clock.
    for (std::string const other : {"sieve", "ttl", "steady"}) {
        std::printf("%s: ", other.c_str());
        for (std::string const what : {"hit", "put", "mix"})
            for (std::size_t const capacity : {1'000U, 100'000U})
                std::printf(" %s %+.1f ns", what.c_str(),
                            times(what + " " + other, capacity) - times(what + " lru", capacity));
        std::printf("\n");
    }
    std::printf("lock and unlock: std::mutex %.1f ns, spin_lock %.1f ns\n", best.best["lock std::mutex/"],
                best.best["lock spin_lock/"]);
}

}   // namespace

int main(int count, char** arguments) {
    interleave(count, arguments);
    for (std::size_t const capacity : {1'000U, 100'000U}) {
        add("list", [&] { return std::make_shared<list_and_map>(capacity); }, capacity);
        add("lru", [&] { return std::make_shared<cache_of<>>(capacity); }, capacity);
        add("sieve", [&] { return std::make_shared<cache_of<sj::sieve>>(capacity); }, capacity);
        options timed{.ttl = std::chrono::hours{1}};
        add("ttl", [&] { return std::make_shared<cache_of<>>(capacity, timed); }, capacity);
        timed.clock = std::chrono::steady_clock{};
        add("steady", [&] { return std::make_shared<cache_of<>>(capacity, timed); }, capacity);
    }
    benchmark::RegisterBenchmark("lock std::mutex", lock_and_unlock<std::mutex>);
    benchmark::RegisterBenchmark("lock spin_lock", lock_and_unlock<sj::detail::spin_lock>);
    std::printf("std::list + std::unordered_map behind a std::mutex, lru_cache, ratio; %s\n", processor().c_str());
    compare("in a program without threads");   // libstdc++ then counts references without atomic operations
    std::thread{[] {}}.join();
    compare("in a program with threads");
    std::printf(
        "\ntime of a hit of one thread relative to each of two: 1 shard %.2f, 64 shards %.2f, 64 shards and sieve "
        "%.2f; list and map %.2f\n",
        two_threads([] { return std::make_unique<cache_of<>>(1000); }),
        two_threads([] { return std::make_unique<cache_of<>>(64'000, options{.shards = 64}); }),
        two_threads([] { return std::make_unique<cache_of<sj::sieve>>(64'000, options{.shards = 64}); }),
        two_threads([] { return std::make_unique<list_and_map>(1000); }));
    std::printf("spectra of 100 WAV files of 1 s by content key: the second run is %.0f times as fast\n", second_run());
    std::printf("hit ratio, Zipf 0.99, room for 1 %% of the keys: lru %.3f, sieve %.3f\n", hit_ratio<sj::lru>(),
                hit_ratio<sj::sieve>());
}
