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
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

namespace symphonic::detail {

/// An arena of oneTBB for one pipeline, and room for its threads in the limit of the process.
/// - Limit: one control serves all pipelines, with the largest number of threads. Of several controls, oneTBB would use the smallest.
/// - Arenas are used again as long as any pipeline lives. oneTBB frees an arena only when a worker thread finds it empty, which may
///   take long while all workers run pipelines inside a function.
class arena_lease {
public:
    /// The arena has room for the consumer, too.
    explicit arena_lease(std::size_t threads) {
        auto& all = shared();
        std::lock_guard const lock{all.mutex};
        auto at = all.idle.find(threads);
        if (at == all.idle.end())
            at = all.idle.emplace(std::piecewise_construct, std::tuple{threads},
                                  std::tuple{static_cast<int>(threads) + 1, 1U});
        arena_ = all.idle.extract(at);
        wanted_ = all.wanted.insert(threads + 1);
        all.update_limit();
    }
    arena_lease(const arena_lease&) = delete;
    arena_lease& operator=(const arena_lease&) = delete;
    ~arena_lease() {
        auto& all = shared();
        std::lock_guard const lock{all.mutex};
        all.idle.insert(std::move(arena_));
        all.wanted.erase(wanted_);
        if (all.wanted.empty()) all.idle.clear();
        all.update_limit();
    }
    [[nodiscard]] oneapi::tbb::task_arena* operator->() noexcept { return &arena_.mapped(); }

private:
    using control = oneapi::tbb::global_control;
    using arenas = std::multimap<std::size_t, oneapi::tbb::task_arena>;

    struct state {
        std::mutex mutex;
        std::multiset<std::size_t> wanted;   // threads of each pipeline
        arenas idle;
        std::unique_ptr<control> limit_control;
        std::size_t limit = 0;           // that of limit_control; 0: none
        std::size_t program_limit = 0;   // that of oneTBB without limit_control

        void update_limit() noexcept {
            if (limit_control == nullptr) program_limit = control::active_value(control::max_allowed_parallelism);
            auto const largest = wanted.empty() ? 0 : *wanted.rbegin();
            auto const needed = largest > program_limit ? largest : 0;
            if (needed == limit) return;
            try {
                // Create the new control before the old one is destroyed. Otherwise oneTBB prints a warning in between.
                limit_control =
                    needed == 0 ? nullptr : std::make_unique<control>(control::max_allowed_parallelism, needed);
                limit = needed;
            } catch (...) {
                return;   // the limit stays: fewer threads run the calls
            }
        }
    };
    [[nodiscard]] static state& shared() {
        static state all;
        return all;
    }

    arenas::node_type arena_;
    std::multiset<std::size_t>::iterator wanted_;
};

/// Number of tasks given to oneTBB. Orders start() before the task for the thread sanitizer, which does not see the
/// synchronization inside a oneTBB that is compiled without it.
inline std::atomic<unsigned> started_tasks = 0;

/// Threads of oneTBB.
class worker_threads {
public:
    explicit worker_threads(std::size_t threads) : arena_(threads) {}
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
    arena_lease arena_;
    oneapi::tbb::task_group tasks_;
    std::atomic<bool> any_started_ = false;
};

}   // namespace symphonic::detail
#endif
