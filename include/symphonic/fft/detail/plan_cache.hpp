// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_FFT_DETAIL_PLAN_CACHE_HPP
#define SYMPHONIC_FFT_DETAIL_PLAN_CACHE_HPP

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace symphonic::detail {

/// A thread-safe LRU cache of plans by size. It holds at most max_plans plans of at most max_size points: a larger plan
/// takes more memory than the time to make it again is worth.
template <class Plan>
class plan_cache {
public:
    static constexpr std::size_t max_plans = 16, max_size = 65536;

    /// Returns the plan of that size; calls make() if it is not cached. Threads that miss together may each call
    /// make(), and all return the plan that was inserted first.
    template <class Make> [[nodiscard]] std::shared_ptr<const Plan> get(std::size_t size, const Make& make) {
        if (size > max_size) return make();
        {
            std::lock_guard const lock{mutex_};
            if (auto cached = find(size)) return cached;
        }
        std::shared_ptr<const Plan> made = make(), evicted;   // without the lock: other threads go on
        std::lock_guard const lock{mutex_};
        if (auto cached = find(size)) return cached;
        if (plans_.size() == max_plans) {
            evicted = std::move(plans_.back().second);   // destroyed after the lock is released
            plans_.pop_back();
        }
        plans_.insert(plans_.begin(), {size, made});
        return made;
    }

private:
    /// Moves the plan of that size to the front and returns it; null if it is not cached. The mutex must be locked.
    [[nodiscard]] std::shared_ptr<const Plan> find(std::size_t size) {
        for (std::size_t i = 0; i < plans_.size(); ++i)
            if (plans_[i].first == size) {
                auto found = std::move(plans_[i]);
                for (; i > 0; --i) plans_[i] = std::move(plans_[i - 1]);
                plans_[0] = found;
                return found.second;
            }
        return {};
    }

    std::mutex mutex_;
    std::vector<std::pair<std::size_t, std::shared_ptr<const Plan>>> plans_;   // the most recently used first
};

/// Returns Plan(size) from a cache of the whole program.
template <class Plan> [[nodiscard]] std::shared_ptr<const Plan> cached_plan(std::size_t size) {
    static auto& cache = *new plan_cache<Plan>;   // never destroyed: destructors of static objects may transform
    return cache.get(size, [size] { return std::make_shared<const Plan>(size); });
}

}   // namespace symphonic::detail
#endif
