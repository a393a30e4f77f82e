// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_STOP_REQUESTED_HPP
#define SYMPHONIC_CORE_STOP_REQUESTED_HPP

#include <atomic>

namespace symphonic {
namespace detail {

/// In a thread that runs a stream ahead of its consumer (`prefetch`): set by the consumer when it needs no more elements.
/// Null in any other thread.
inline thread_local std::atomic<bool> const* stop_flag = nullptr;

}   // namespace detail

/// Returns true if this thread runs a stream ahead of its consumer and the consumer has gone; always false in any other
/// thread. A source whose next() waits, for a device or a network, calls this every few milliseconds and returns false
/// from next() when it is true: destroying the pipeline then does not have to wait for the source.
[[nodiscard]] inline bool stop_requested() noexcept {
    return detail::stop_flag != nullptr && detail::stop_flag->load(std::memory_order_relaxed);
}

}   // namespace symphonic
#endif
