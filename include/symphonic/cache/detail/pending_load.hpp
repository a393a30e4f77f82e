// SPDX-License-Identifier: MIT
// pending_load: a value that a thread computes and others may wait for.
#ifndef SYMPHONIC_CACHE_DETAIL_PENDING_LOAD_HPP
#define SYMPHONIC_CACHE_DETAIL_PENDING_LOAD_HPP

#include <atomic>
#include <exception>
#include <memory>
#include <utility>

#include <symphonic/cache/detail/spin_lock.hpp>
#include <symphonic/core/errors.hpp>

namespace symphonic {

/// A loader asked for the value that it was to compute, by itself, or by way of others, through other threads and caches as well:
/// it would have waited for itself.
class recursive_load : public error {
public:
    using error::error;
};

namespace detail {

class pending_load;

/// Whose load a thread waits for; null: nobody's.
inline thread_local pending_load const* awaited_load = nullptr;
/// Guards awaited_load of all threads, and pending_load::by_. One for all caches, for their loaders may ask each other.
inline spin_lock awaited_loads;

class pending_load {
public:
    pending_load() noexcept : by_(&awaited_load) {}
    pending_load(const pending_load&) = delete;
    pending_load& operator=(const pending_load&) = delete;

    /// By the thread that made it, once.
    void finish() noexcept {
        {
            holding const lock{awaited_loads};
            by_ = nullptr;   // that thread may be gone before those who wait wake up
        }
        done_.store(1, std::memory_order_release);
        done_.notify_all();
    }
    /// Until it is finished. Throws recursive_load if it never would be.
    void wait() const {
        {
            holding const lock{awaited_loads};
            for (auto const* next = this; next != nullptr && next->by_ != nullptr; next = *next->by_)
                if (next->by_ == &awaited_load)
                    throw recursive_load("a loader asked a cache for the value that it was to compute");
            awaited_load = this;
        }
        done_.wait(0, std::memory_order_acquire);
        holding const lock{awaited_loads};
        awaited_load = nullptr;
    }

private:
    pending_load const* const* by_;   // what its thread waits for
    std::atomic<int> done_{0};
};

/// Finishes a load at the end of a block, however that is left.
class [[nodiscard]] finishing {
public:
    explicit finishing(pending_load& l) noexcept : load_(l) {}
    finishing(const finishing&) = delete;
    finishing& operator=(const finishing&) = delete;
    ~finishing() { load_.finish(); }

private:
    pending_load& load_;
};

/// Of a cache. Key, hash, next and stale are guarded by the lock of its shard; value and error are there once it is finished.
template <class Key, class Value>
struct keyed_load : pending_load {
    keyed_load(const auto& k, std::uint32_t h) : key(k), hash(h) {}

    [[nodiscard]] std::shared_ptr<const Value> result() const {
        wait();
        if (error) std::rethrow_exception(error);
        return value;
    }

    Key key;
    std::uint32_t hash;
    bool stale = false;                   ///< its key was put or erased since: the result is not stored
    std::shared_ptr<keyed_load> next{};   ///< another one of the same shard
    std::shared_ptr<const Value> value{};
    std::exception_ptr error{};
};

}   // namespace detail
}   // namespace symphonic
#endif
