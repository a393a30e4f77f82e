// SPDX-License-Identifier: MIT
// spin_lock: a lock for what takes some ten nanoseconds. It costs half of what std::mutex does, uncontended: unlocking is a store.
#ifndef SYMPHONIC_CACHE_DETAIL_SPIN_LOCK_HPP
#define SYMPHONIC_CACHE_DETAIL_SPIN_LOCK_HPP

#include <atomic>

#include <sched.h>
#include <time.h>

#include <symphonic/core/holding.hpp>

namespace symphonic::detail {

/// Who finds it taken looks again some hundred times, then lets other threads run, and sleeps in the end: so whoever holds it gets
/// on, also where a thread of a higher priority waits for it on the same processor.
class spin_lock {
public:
    void lock() noexcept {
        while (taken_.exchange(true, std::memory_order_acquire)) wait();
    }
    void unlock() noexcept { taken_.store(false, std::memory_order_release); }

private:
    [[gnu::cold, gnu::noinline]] void wait() const noexcept {
        for (int i = 0; taken_.load(std::memory_order_relaxed); ++i) {
            if (i < 100) {
#ifdef __x86_64__
                __builtin_ia32_pause();
#endif
            } else if (i < 200) {
                ::sched_yield();
            } else {
                timespec const while_longer{0, 50'000};
                ::nanosleep(&while_longer, nullptr);
            }
        }
    }

    std::atomic<bool> taken_{false};
};

}   // namespace symphonic::detail
#endif
