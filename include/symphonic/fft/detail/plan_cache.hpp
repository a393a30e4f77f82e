// SPDX-License-Identifier: MIT
// plan_cache: the plans that were made last, so that a transform in one call need not plan each time.
#ifndef SYMPHONIC_FFT_DETAIL_PLAN_CACHE_HPP
#define SYMPHONIC_FFT_DETAIL_PLAN_CACHE_HPP

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace symphonic::detail {

/// Plans by size, of one kind. Any thread may ask. It keeps the 16 used last, of at most 65,536 points: greater ones take
/// memory that nobody may want any more, and longer than planning saves.
template <class Plan>
class plan_cache {
public:
    static constexpr std::size_t most_plans = 16, largest = 65536;

    /// The plan of that size, from make() if there is none.
    template <class Make> [[nodiscard]] std::shared_ptr<const Plan> get(std::size_t size, const Make& make) {
        if (size > largest) return make();
        {
            std::lock_guard const lock{mutex_};
            if (auto known = find(size)) return known;
        }
        std::shared_ptr<const Plan> made = make(), last;   // without the lock: others go on, some may do it twice
        std::lock_guard const lock{mutex_};
        if (auto known = find(size)) return known;   // another thread was faster: all have the same
        if (plans_.size() == most_plans) {
            last = std::move(plans_.back().second);   // it ends after the lock
            plans_.pop_back();
        }
        plans_.insert(plans_.begin(), {size, made});
        return made;
    }

private:
    /// Under the lock. What is found becomes the first.
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
    std::vector<std::pair<std::size_t, std::shared_ptr<const Plan>>> plans_;
};

/// The one of a kind of plan that needs nothing but its size.
template <class Plan> [[nodiscard]] std::shared_ptr<const Plan> cached_plan(std::size_t size) {
    static auto& cache = *new plan_cache<Plan>;   // never destroyed: destructors of static objects may transform
    return cache.get(size, [size] { return std::make_shared<const Plan>(size); });
}

}   // namespace symphonic::detail
#endif
