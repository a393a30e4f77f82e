// SPDX-License-Identifier: MIT
// stop_requested: whether anybody still waits for what this thread is to deliver.
#ifndef SYMPHONIC_CORE_STOP_REQUESTED_HPP
#define SYMPHONIC_CORE_STOP_REQUESTED_HPP

namespace symphonic {
namespace detail {

/// Of a thread that runs a stream ahead for another: what that other one sets when it needs no more.
inline thread_local bool const* stop_flag = nullptr;

}   // namespace detail

/// A source whose next() waits, for a device or for a network, asks this now and then, and returns false when it is true: then a
/// pipeline that reads ahead of its consumer, in another thread, can be left at once. False in any other thread.
[[nodiscard]] inline bool stop_requested() noexcept {
    return detail::stop_flag != nullptr && __atomic_load_n(detail::stop_flag, __ATOMIC_RELAXED);
}

}   // namespace symphonic
#endif
