// SPDX-License-Identifier: MIT
// waiting_room: where threads wait that want a buffer of a pool which has none left.
#ifndef SYMPHONIC_MEMORY_DETAIL_WAITING_ROOM_HPP
#define SYMPHONIC_MEMORY_DETAIL_WAITING_ROOM_HPP

#include <pthread.h>

#include <symphonic/core/clock_nanoseconds.hpp>

namespace symphonic::detail {

/// There is one for all pools, and nothing ever destroys it: whoever gives a buffer back may do so last of all, when others are
/// free to destroy the pool, and must not look into it any more. So pools are told apart by their addresses alone. Nobody
/// comes here while there are buffers.
class waiting_room {
public:
#ifdef __APPLE__
    static constexpr auto clock = CLOCK_REALTIME;   // a condition variable knows no other there
#else
    static constexpr auto clock = CLOCK_MONOTONIC;
#endif
    static constexpr std::int64_t for_ever = INT64_MAX;

    [[nodiscard]] static std::int64_t now() noexcept { return clock_nanoseconds(clock); }

    /// A thread in the room, on its stack; it keeps the room locked but for its sleep. First come, first woken.
    class waiter {
    public:
        /// For what is given back between these addresses.
        waiter(const void* begin, const void* end) noexcept : begin_(address(begin)), end_(address(end)) {
            pthread_condattr_t attributes;
            pthread_condattr_init(&attributes);
#ifndef __APPLE__
            pthread_condattr_setclock(&attributes, clock);
#endif
            pthread_cond_init(&bell_, &attributes);
            pthread_condattr_destroy(&attributes);
            pthread_mutex_lock(&lock);
            before_ = last;
            (before_ != nullptr ? before_->after_ : first) = this;
            last = this;
        }
        waiter(const waiter&) = delete;
        waiter& operator=(const waiter&) = delete;
        ~waiter() {
            (before_ != nullptr ? before_->after_ : first) = after_;
            (after_ != nullptr ? after_->before_ : last) = before_;
            pthread_mutex_unlock(&lock);
            pthread_cond_destroy(&bell_);
        }

        /// Until it is woken, or it is that late; now and then for no reason.
        void sleep(std::int64_t until) noexcept {
            woken_ = false;   // it looked in vain: whatever woke it before is gone
            if (until == for_ever) {
                pthread_cond_wait(&bell_, &lock);
                return;
            }
            timespec t{};
            t.tv_sec = static_cast<time_t>(until / second);
            t.tv_nsec = static_cast<long>(until % second);
            pthread_cond_timedwait(&bell_, &lock, &t);
        }
        [[nodiscard]] bool alone() const noexcept {
            for (auto const* w = first; w != nullptr; w = w->after_)
                if (w != this && w->begin_ == begin_) return false;
            return true;
        }

    private:
        friend waiting_room;
        std::uintptr_t begin_, end_;
        waiter* before_ = nullptr;
        waiter* after_ = nullptr;
        bool woken_ = false;
        pthread_cond_t bell_;
    };

    /// Wakes the first that waits for what is given back there and is not awake already: each buffer wakes another one.
    [[gnu::cold, gnu::noinline]] static void wake(const void* where) noexcept {
        auto const at = address(where);
        pthread_mutex_lock(&lock);
        for (auto* w = first; w != nullptr; w = w->after_)
            if (!w->woken_ && w->begin_ <= at && at < w->end_) {
                w->woken_ = true;
                pthread_cond_signal(&w->bell_);
                break;
            }
        pthread_mutex_unlock(&lock);
    }

private:
    static constexpr std::int64_t second = 1'000'000'000;
    [[nodiscard]] static std::uintptr_t address(const void* p) noexcept { return reinterpret_cast<std::uintptr_t>(p); }

    // One in the program, also where shared libraries hide what is theirs.
    [[gnu::visibility("default")]] static inline pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    [[gnu::visibility("default")]] static inline waiter* first = nullptr;
    [[gnu::visibility("default")]] static inline waiter* last = nullptr;
};

}   // namespace symphonic::detail
#endif
