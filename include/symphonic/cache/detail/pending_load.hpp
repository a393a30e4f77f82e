// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_DETAIL_PENDING_LOAD_HPP
#define SYMPHONIC_CACHE_DETAIL_PENDING_LOAD_HPP

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <thread>

#ifdef __linux__
#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#endif

#include <symphonic/cache/recursive_load.hpp>

namespace symphonic::detail {

/// A load that one thread runs and others wait for. Detects waits in a circle.
///
/// On Linux it is a priority-inheritance futex that the thread holds until finish(). The system knows which thread
/// holds and which waits, and refuses a wait that closes a circle, or a chain of more than 1,024 waiting threads. The
/// library has no variable for that: a program and the shared libraries that it loads may have a copy of a variable
/// each, and their loaders may call each other.
class pending_load {
public:
    /// Belongs to the calling thread, which runs the load.
    pending_load() noexcept : holder_(this_thread()) {}
    pending_load(const pending_load&) = delete;
    pending_load& operator=(const pending_load&) = delete;

    /// Ends the load and wakes all waiting threads. Called once, by the thread that runs it.
    void finish() noexcept {
        finished_.store(1, std::memory_order_release);
        unlock();
        finished_.notify_all();
    }
    /// Blocks until the load has ended. Throws recursive_load if it would never end because its thread waits, perhaps
    /// through others, for a load of this thread.
    template <class = void>   // compiled only where it is called
    void wait() {
        if (holder() == this_thread()) throw circle();
        for (int refused = 0; finished_.load(std::memory_order_acquire) == 0;) {
            int const error = lock();
            if (error == 0) {
                unlock();   // for the next waiting thread
            } else if (error == EDEADLK) {
                // Threads that close a circle at the same moment may all be refused, where one is enough. So they try
                // again, after different times: all but the last can then wait.
                if (++refused == 10) throw circle();
                std::this_thread::sleep_for(std::chrono::microseconds{20 * (holder() % 16)});
            } else if (error != EAGAIN && error != EINTR) {
                finished_.wait(0, std::memory_order_acquire);   // not supported by the system: finds no circles
            }
        }
    }

private:
    [[nodiscard, gnu::cold]] static recursive_load circle() {
        return recursive_load("get_or_compute: the loader waits for the value that it computes");
    }

#ifdef __linux__
    using thread_number = std::uint32_t;
    /// Returns the number of the thread that gettid() returns, but without a system call for each load: Linux defines the
    /// clock identifier of a thread as ~number << 3 and three more bits.
    [[nodiscard]] static thread_number this_thread() noexcept {
        clockid_t clock{};
        ::pthread_getcpuclockid(::pthread_self(), &clock);
        return static_cast<thread_number>(~(clock >> 3));
    }
    [[nodiscard]] thread_number holder() const noexcept {
        return holder_.load(std::memory_order_relaxed) & FUTEX_TID_MASK;
    }
    /// Waits for the thread that holds the futex and takes it over. Returns 0 or an error number.
    [[nodiscard]] int lock() noexcept { return futex(FUTEX_LOCK_PI) == 0 ? 0 : errno; }
    void unlock() noexcept {
        auto own = holder();
        if (!holder_.compare_exchange_strong(own, 0, std::memory_order_release, std::memory_order_relaxed))
            futex(FUTEX_UNLOCK_PI);   // threads wait
    }
    long futex(int operation) noexcept {
        return ::syscall(SYS_futex, &holder_, operation | FUTEX_PRIVATE_FLAG, 0, nullptr, nullptr, 0);
    }

    std::atomic<thread_number> holder_;   // and a bit that the system sets while threads wait
#else
    // Finds circles of one thread only.
    [[nodiscard]] static std::size_t this_thread() noexcept {
        return std::hash<std::thread::id>{}(std::this_thread::get_id());
    }
    [[nodiscard]] std::size_t holder() const noexcept { return holder_; }
    [[nodiscard]] int lock() const noexcept { return ENOSYS; }
    void unlock() const noexcept {}

    std::size_t holder_;
#endif
    std::atomic<int> finished_{0};   // int: on Linux a thread waits on it directly
};

/// Calls finish() at the end of a scope, also when an exception leaves it.
class [[nodiscard]] completion_guard {
public:
    explicit completion_guard(pending_load& load) noexcept : load_(load) {}
    completion_guard(const completion_guard&) = delete;
    completion_guard& operator=(const completion_guard&) = delete;
    ~completion_guard() { load_.finish(); }

private:
    pending_load& load_;
};

/// The load of one key. The lock of the shard guards key, hash, stale and next; value and error are set before
/// finish().
template <class Key, class Value>
struct keyed_load : pending_load {
    keyed_load(const auto& k, std::uint32_t h) : key(k), hash(h) {}

    /// Blocks until the load has ended. Returns its value or throws its exception.
    [[nodiscard]] std::shared_ptr<const Value> result() {
        wait();
        if (error) std::rethrow_exception(error);
        return value;
    }

    Key key;
    std::uint32_t hash;
    bool stale = false;                   ///< its key was put or erased since it began: the value is not stored
    std::shared_ptr<keyed_load> next{};   ///< in the load_list
    std::shared_ptr<const Value> value{};
    std::exception_ptr error{};
};

}   // namespace symphonic::detail
#endif
