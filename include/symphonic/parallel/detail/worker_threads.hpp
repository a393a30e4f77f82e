// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PARALLEL_DETAIL_WORKER_THREADS_HPP
#define SYMPHONIC_PARALLEL_DETAIL_WORKER_THREADS_HPP

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <tuple>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

namespace symphonic::detail {

/// Raises the limit of oneTBB to the greatest number of threads that a living object of this class asked for. oneTBB itself takes the
/// smallest of several limits.
class thread_limit {
public:
    explicit thread_limit(std::size_t threads) {
        std::lock_guard const lock{mutex_};
        own_ = wanted_.insert(threads);
        update();
    }
    thread_limit(const thread_limit&) = delete;
    thread_limit& operator=(const thread_limit&) = delete;
    ~thread_limit() {
        std::lock_guard const lock{mutex_};
        wanted_.erase(own_);
        update();
    }

private:
    static void update() {
        using control = oneapi::tbb::global_control;
        auto const default_limit = static_cast<std::size_t>(oneapi::tbb::info::default_concurrency());
        auto const limit = wanted_.empty() || *wanted_.rbegin() <= default_limit ? 0 : *wanted_.rbegin();
        if (limit == limit_) return;
        // The old control ends after the new one begins: without any, oneTBB would warn of arenas that ask for more threads.
        control_ = limit == 0 ? nullptr : std::make_unique<control>(control::max_allowed_parallelism, limit);
        limit_ = limit;
    }

    static inline std::mutex mutex_;
    static inline std::multiset<std::size_t> wanted_;
    static inline std::unique_ptr<oneapi::tbb::global_control> control_;
    static inline std::size_t limit_ = 0;   // 0: none
    std::multiset<std::size_t>::iterator own_;
};

/// An arena of oneTBB for one pipeline, reused for later pipelines with as many threads. oneTBB frees an arena only when a worker
/// thread finds it empty. If all workers run calls that contain pipelines, new arenas would take more and more memory.
class reused_arena {
public:
    /// The arena has room for the consumer, too.
    explicit reused_arena(std::size_t threads) {
        std::lock_guard const lock{mutex_};
        auto at = idle_.find(threads);
        if (at == idle_.end())
            at = idle_.emplace(std::piecewise_construct, std::tuple{threads},
                               std::tuple{static_cast<int>(threads) + 1, 1U});
        own_ = idle_.extract(at);
    }
    reused_arena(const reused_arena&) = delete;
    reused_arena& operator=(const reused_arena&) = delete;
    ~reused_arena() {
        std::lock_guard const lock{mutex_};
        idle_.insert(std::move(own_));
    }
    [[nodiscard]] oneapi::tbb::task_arena* operator->() noexcept { return &own_.mapped(); }

private:
    using arenas = std::multimap<std::size_t, oneapi::tbb::task_arena>;
    static inline std::mutex mutex_;
    static inline arenas idle_;
    arenas::node_type own_;
};

/// Number of tasks given to oneTBB. Orders start() before the task for the thread sanitizer, which does not see the
/// synchronization inside a oneTBB that is compiled without it.
inline std::atomic<unsigned> started_tasks = 0;

/// Threads of oneTBB.
class worker_threads {
public:
    explicit worker_threads(std::size_t threads) : limit_(threads + 1), arena_(threads) {}
    /// Makes a worker thread call queue.run_task(). May be called by several threads at once.
    template <class Queue> void start(Queue& queue) {
        try {
            started_tasks.fetch_add(1, std::memory_order_release);
            arena_->enqueue(tasks_.defer([&queue] {
                (void)started_tasks.load(std::memory_order_acquire);
                queue.run_task();
            }));
            any_started_ = true;
        } catch (...) {
            queue.cancel_task();   // the consumer runs the calls
        }
    }
    /// Waits until all tasks have ended. Runs those that no thread has begun.
    void join() {
        if (any_started_) arena_->execute([this] { tasks_.wait(); });
    }

private:
    thread_limit limit_;
    reused_arena arena_;
    oneapi::tbb::task_group tasks_;
    std::atomic<bool> any_started_ = false;
};

}   // namespace symphonic::detail
#endif
