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
/// thread. A function that waits inside a stream, such as a function given to generate() or map(), calls this every few
/// milliseconds and returns when it is true: destroying the pipeline then does not have to wait for it. In a plug-in it is
/// false if the program runs the stream; a stream class has request_stop() instead (see the concept stream), which works there
/// too.
[[nodiscard]] inline bool stop_requested() noexcept {
    return detail::stop_flag != nullptr && detail::stop_flag->load(std::memory_order_relaxed);
}

}   // namespace symphonic
#endif
