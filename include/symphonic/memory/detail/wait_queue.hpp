// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_MEMORY_DETAIL_WAIT_QUEUE_HPP
#define SYMPHONIC_MEMORY_DETAIL_WAIT_QUEUE_HPP

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace symphonic::detail {

/// The threads that wait for a buffer of several pools, in order of arrival: a list of objects on their stacks, so that waiting does
/// not allocate. All members but notify_one() require that `mutex` is locked.
///
/// It is outside the pools, which are identified by their addresses, because the pool may no longer exist when a thread that
/// released a buffer notifies: another thread may have taken the buffer and destroyed the pool. A queue inside the pool would
/// require a release that reads the flags before it writes, which takes 14 % longer.
class wait_queue {
public:
    /// A thread that waits for a buffer whose group is at an address in [begin, end).
    struct waiter {
        std::uintptr_t begin, end;
        std::condition_variable condition{};
        bool notified = false;   // set by notify_one, cleared by the waiter when it finds no buffer
        waiter* next = nullptr;
    };

    std::mutex mutex;

    void push(waiter& last) noexcept { *find(nullptr) = &last; }
    void remove(waiter& waiting) noexcept { *find(&waiting) = waiting.next; }
    [[nodiscard]] bool has_waiter_at(std::uintptr_t begin) const noexcept {
        auto const* waiting = first_;
        while (waiting != nullptr && waiting->begin != begin) waiting = waiting->next;
        return waiting != nullptr;
    }
    /// Wakes the first thread that waits for a buffer of the group at this address and is not notified already. So each
    /// released buffer wakes another thread. Locks `mutex`.
    [[gnu::cold, gnu::noinline]] void notify_one(std::uintptr_t group) noexcept {
        std::lock_guard const lock{mutex};
        for (auto* waiting = first_; waiting != nullptr; waiting = waiting->next)
            if (!waiting->notified && waiting->begin <= group && group < waiting->end) {
                waiting->notified = true;
                waiting->condition.notify_one();   // under the lock: the waiter's condition variable still exists
                return;
            }
    }

private:
    /// The link that points to `waiting`; the last link for null.
    [[nodiscard]] waiter** find(const waiter* waiting) noexcept {
        auto** link = &first_;
        while (*link != waiting) link = &(*link)->next;
        return link;
    }

    waiter* first_ = nullptr;
};

/// The queue of the pools that a program makes. A plug-in may have one of its own, so each pool holds a pointer to the queue
/// that its threads wait in.
inline constinit wait_queue waiting_threads{};

}   // namespace symphonic::detail
#endif
