// SPDX-License-Identifier: MIT
// measure_memory: how much memory a function takes, and how much of it it leaves behind.
#ifndef SYMPHONIC_PROFILE_MEMORY_USAGE_HPP
#define SYMPHONIC_PROFILE_MEMORY_USAGE_HPP

#include <type_traits>
#include <utility>

#include <symphonic/profile/detail/allocation_counts.hpp>
#include <symphonic/profile/detail/resident_memory.hpp>
#include <symphonic/profile/detail/small_mutex.hpp>

namespace symphonic {

/// Of the whole process: what other threads do meanwhile is in it.
struct memory_usage {
    std::ptrdiff_t current = 0;    ///< bytes that are in use now and were not before; less than 0 if more were freed
    std::size_t peak = 0;          ///< the most bytes that were in use at any time beyond those before
    std::size_t allocations = 0;   ///< calls of operator new; 0 unless exact
    /// The bytes are those that operator new was asked for: one unit of the program, no more and no less, includes
    /// <symphonic/profile/count_allocations.hpp>. What C libraries take from malloc is not in them.
    /// Otherwise they are those of memory that the system gave to the process, in pages that were touched: only what is large
    /// shows, and what was freed may stay.
    bool exact = false;
    /// Not exact, and the system's mark of the peak could not be set back: f took no more than `peak`, maybe much less.
    bool peak_is_bound = false;
};

namespace detail {

/// One measurement; there may be several at a time, inside one another or in many threads.
class memory_meter {
public:
    memory_meter() : exact_(allocations_are_counted()) {
        holding const lock{mutex_};
        collect_peak(exact_);
        next_ = std::exchange(first_, this);
        before_ = most_ = exact_ ? counted_memory.now.load() : resident_now();
        allocations_before_ = counted_memory.allocations.load();
    }
    memory_meter(const memory_meter&) = delete;
    memory_meter& operator=(const memory_meter&) = delete;
    ~memory_meter() {
        holding const lock{mutex_};
        collect_peak(exact_);
        for (auto** at = &first_; *at != nullptr; at = &(*at)->next_)
            if (*at == this) {
                *at = next_;
                break;
            }
    }

    [[nodiscard]] memory_usage read() noexcept {
        holding const lock{mutex_};
        auto const allocations = counted_memory.allocations.load();
        auto const now = exact_ ? counted_memory.now.load() : resident_now();
        collect_peak(exact_);
        return {.current = now - before_,
                .peak = most_ > before_ ? static_cast<std::size_t>(most_ - before_) : 0,
                .allocations = exact_ ? allocations - allocations_before_ : 0,
                .exact = exact_,
                .peak_is_bound = is_bound_};
    }

private:
    /// There is one mark, for all: before it is set back, each takes what it shows.
    static void collect_peak(bool exact) noexcept {
        auto const most = exact ? counted_memory.most.load() : most_resident();
        for (auto* meter = first_; meter != nullptr; meter = meter->next_)
            if (most > meter->most_) meter->most_ = most;
        if (exact) {
            counted_memory.forget_most();
        } else if (!forget_most_resident()) {
            for (auto* meter = first_; meter != nullptr; meter = meter->next_) meter->is_bound_ = true;
        }
    }

    static inline constinit small_mutex mutex_{};
    static inline constinit memory_meter* first_ = nullptr;

    bool exact_, is_bound_ = false;
    memory_meter* next_ = nullptr;
    std::ptrdiff_t before_ = 0, most_ = 0;
    std::size_t allocations_before_ = 0;
};

}   // namespace detail

/// Calls f, once, and drops what it returns: what is to count as left behind, f keeps in a variable outside. Measurements may be
/// inside one another and in several threads. What f throws arrives. Allocates nothing itself; costs a microsecond or less
/// where allocations are counted, else some 100, and may lower the VmHWM of the process.
template <class F>
    requires std::is_invocable_v<F>
memory_usage measure_memory(F&& f) {
    detail::memory_meter meter;
    static_cast<void>(std::forward<F>(f)());
    return meter.read();
}

}   // namespace symphonic
#endif
