// SPDX-License-Identifier: MIT
// prefetch(n): what stands before it runs in another thread, up to n elements ahead of what stands behind it.
//   in        any stream
//   out       the same elements in the same domain
//   tail      none
//   lifetime  an element is lent until the next ++. A borrowed upstream belongs to the other thread until it has nothing more,
//             or has thrown, and is asked again, or the pipeline is gone: what was read ahead is lost to it then, and a reader of
//             a pipe that was left while it waited is at its end. An element that views memory in a way of its own, other than
//             spans and blocks, is to be made an owner before
//   errors    an exception comes in place of the element, once; who goes on pulling gets what follows. argument_error: n is 0
//             or beyond any memory. std::system_error with the first element, if there can be no thread
//   cost      a copy of each element, and a lock; n + 1 of them in memory, allocated by the other thread, which begins with
//             the first element. Where this pipeline is left, it ends at once: a source that waits asks stop_requested().
//             A std::istream cannot be asked, read(standard_input) can
#ifndef SYMPHONIC_VIEWS_PREFETCH_HPP
#define SYMPHONIC_VIEWS_PREFETCH_HPP

#include <atomic>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

#include <sched.h>

#include <symphonic/core/detail/wait.hpp>
#include <symphonic/core/stage_of.hpp>
#include <symphonic/views/detail/element_copy.hpp>

namespace symphonic {
namespace detail {

/// An upstream that runs in a thread of its own, and a ring of what it gave. It is the thread's while `running`.
template <upstream Up>
class running_upstream {
public:
    /// What a call of next() gave.
    struct answer {
        kept_element<element_t<Up>> element{};
        std::exception_ptr error{};
        audio_format format{};
        bool more = false;
    };

    running_upstream(Up up, std::size_t ahead) : up_(std::move(up)), answers_(ahead + 1) {}
    running_upstream(const running_upstream&) = delete;
    running_upstream& operator=(const running_upstream&) = delete;
    ~running_upstream() {
        {
            std::lock_guard const lock{mutex_};
            stop_ = true;
        }
        room_.notify_one();
        if (thread_.joinable()) thread_.join();
    }

    /// The next answer, after the one before has been given back. It waits for it; null: nobody waits for this thread any more.
    [[nodiscard]] answer* next() {
        std::unique_lock lock{mutex_};
        give_back();
        if (count_ == 0) {
            if (!std::exchange(running_, true)) {
                if (thread_.joinable()) room_.notify_one();
                else start();
            }
            lock.unlock();
            look();
            lock.lock();
            if (!wait(ready_, lock, [this] { return count_ > 0; })) return nullptr;
        }
        lent_ = true;
        return &answers_[first_];
    }

    /// The upstream is asked itself: it is idle when it had nothing more, or threw.
    [[nodiscard]] bool ended() const {
        std::lock_guard const lock{mutex_};
        return !running_ && count_ == (lent_ ? 1 : 0) && up_.ended();
    }
    [[nodiscard]] const Up& upstream() const noexcept { return up_; }   ///< before the first next()

private:
    void give_back() {
        if (!std::exchange(lent_, false)) return;
        first_ = (first_ + 1) % answers_.size();
        set_count(count_ - 1);
        if (full_ && count_ <= answers_.size() / 2) {   // not for each: waking a thread costs more than many an element
            full_ = false;
            room_.notify_one();
        }
    }
    /// What comes within some 20 microseconds need not wake anybody.
    void look() const noexcept {
        for (int i = 0; i < 400 && count_.load(std::memory_order_relaxed) == 0; ++i) ::sched_yield();
    }
    void set_count(std::size_t count) noexcept { count_.store(count, std::memory_order_relaxed); }   // for look()
    void start() {
        try {
            thread_ = std::thread{[this] { run(); }};
        } catch (...) {
            running_ = false;
            throw;
        }
    }
    void run() {
        stop_flag = &stop_;
        std::unique_lock lock{mutex_};
        for (;;) {
            full_ = count_ == answers_.size();
            room_.wait(lock, [this] { return stop_ || (running_ && !full_); });
            if (stop_) return;
            auto& to = answers_[(first_ + count_) % answers_.size()];   // nobody else looks at it before it is counted
            lock.unlock();
            pull(to);
            lock.lock();
            set_count(count_ + 1);
            if (!to.more) running_ = false;   // until it is asked for again
            ready_.notify_one();
        }
    }
    void pull(answer& to) noexcept {
        to.error = nullptr;
        to.more = false;
        try {
            if (up_.next()) {
                to.element.put(up_.get());
                to.more = true;
            }
            to.format = up_.format();
        } catch (...) {
            to.more = false;
            to.error = std::current_exception();
        }
    }

    Up up_;
    std::vector<answer> answers_;
    std::size_t first_ = 0;                // the first ready answer; it may be lent
    std::atomic<std::size_t> count_ = 0;   // ready answers; changed under the mutex
    bool lent_ = false, running_ = false, full_ = false;
    std::atomic<bool> stop_ = false;
    mutable std::mutex mutex_;
    std::condition_variable ready_, room_;
    std::thread thread_;
};

template <upstream Up>
class prefetch_stream : public stream_facade<prefetch_stream<Up>> {
public:
    prefetch_stream(Up up, std::size_t ahead) : running_(std::make_unique<running_upstream<Up>>(std::move(up), ahead)) {
        format_ = running_->upstream().format();
    }

    bool next() {
        answer_ = running_->next();
        if (answer_ == nullptr) return false;
        if (answer_->error) std::rethrow_exception(std::exchange(answer_->error, nullptr));
        format_ = answer_->format;
        return answer_->more;
    }
    [[nodiscard]] decltype(auto) get() const { return answer_->element.get(); }
    [[nodiscard]] bool ended() const { return running_->ended(); }
    [[nodiscard]] audio_format format() const noexcept { return format_; }

private:
    std::unique_ptr<running_upstream<Up>> running_;
    typename running_upstream<Up>::answer* answer_ = nullptr;   // in *running_
    audio_format format_;
};

struct prefetch_fn {
    [[nodiscard]] constexpr auto operator()(std::size_t ahead) const {
        require_some(ahead, "prefetch: ", ahead, " elements ahead");
        return stage_of<prefetch_stream>(ahead);
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::prefetch_fn prefetch{};
}
}   // namespace symphonic
#endif
