// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_STOP_REQUESTED_HPP
#define SYMPHONIC_CORE_STOP_REQUESTED_HPP

#include <atomic>
#include <utility>

namespace symphonic {
namespace detail {

/// Makes stop_requested() return true in this thread if `flag` is true, until the end of the scope. Scopes may be nested: a function of a
/// pipeline may run another pipeline. Then one true flag is enough.
class stop_scope {
public:
    explicit stop_scope(const std::atomic<bool>& flag) noexcept
        : flag_(&flag), outer_(std::exchange(innermost, this)) {}
    stop_scope(const stop_scope&) = delete;
    stop_scope& operator=(const stop_scope&) = delete;
    ~stop_scope() { innermost = outer_; }

    /// Returns true if this thread is inside a scope.
    [[nodiscard]] static bool entered() noexcept { return innermost != nullptr; }
    [[nodiscard]] static bool stop_requested() noexcept {
        for (auto const* scope = innermost; scope != nullptr; scope = scope->outer_)
            if (scope->flag_->load(std::memory_order_relaxed)) return true;
        return false;
    }

private:
    static inline thread_local stop_scope const* innermost = nullptr;
    std::atomic<bool> const* flag_;
    stop_scope const* outer_;
};

}   // namespace detail

/// Returns true if the consumer needs no more elements: in a thread that runs a stream ahead of its consumer (`prefetch`), and in a
/// function of `parallel`. Returns false in any other thread. A function that waits inside a stream, such as a function given to generate()
/// or map(), calls this every few milliseconds and returns when it is true: destroying the pipeline then does not have to wait for
/// it. In a plug-in it is false if the program runs the stream; a stream class has request_stop() instead (see the concept stream),
/// which works there too.
[[nodiscard]] inline bool stop_requested() noexcept { return detail::stop_scope::stop_requested(); }

}   // namespace symphonic
#endif
