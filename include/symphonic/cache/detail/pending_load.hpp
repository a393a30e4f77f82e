// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_DETAIL_PENDING_LOAD_HPP
#define SYMPHONIC_CACHE_DETAIL_PENDING_LOAD_HPP

#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>

#include <symphonic/cache/recursive_load.hpp>

namespace symphonic::detail {

class pending_load;

/// The load that this thread waits for; null if it waits for none.
inline thread_local pending_load const* awaited_load = nullptr;
/// Guards awaited_load of all threads and pending_load::loader_awaits_. All caches share it, because their loaders may
/// call each other.
inline std::mutex awaited_loads_mutex;

/// A load that one thread runs and others wait for. Detects waits in a circle.
class pending_load {
public:
    /// Belongs to the calling thread, which runs the load.
    pending_load() noexcept : loader_awaits_(&awaited_load) {}
    pending_load(const pending_load&) = delete;
    pending_load& operator=(const pending_load&) = delete;

    /// Ends the load and wakes all waiting threads. Called once, by the thread that runs it.
    void finish() noexcept {
        {
            std::lock_guard const lock{awaited_loads_mutex};
            loader_awaits_ = nullptr;   // that thread may end before a waiting one wakes up
        }
        done_.store(1, std::memory_order_release);
        done_.notify_all();
    }
    /// Blocks until the load has ended. Throws recursive_load if it would never end because its thread waits, perhaps
    /// through others, for a load of this thread.
    void wait() const {
        {
            std::lock_guard const lock{awaited_loads_mutex};
            for (auto const* load = this; load != nullptr && load->loader_awaits_ != nullptr;
                 load = *load->loader_awaits_)
                if (load->loader_awaits_ == &awaited_load)
                    throw recursive_load("get_or_compute: the loader waits for the value that it computes");
            awaited_load = this;
        }
        done_.wait(0, std::memory_order_acquire);
        std::lock_guard const lock{awaited_loads_mutex};
        awaited_load = nullptr;
    }

private:
    pending_load const* const*
        loader_awaits_;          // awaited_load of the thread that runs this load; null once it has ended
    std::atomic<int> done_{0};   // int: on Linux a thread waits on it directly (futex)
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
    [[nodiscard]] std::shared_ptr<const Value> result() const {
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
