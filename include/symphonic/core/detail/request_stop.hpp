// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_DETAIL_REQUEST_STOP_HPP
#define SYMPHONIC_CORE_DETAIL_REQUEST_STOP_HPP

namespace symphonic::detail {

/// Calls request_stop() of a stream that has one: see the concept stream.
template <class S> void request_stop(S& stream) noexcept {
    if constexpr (requires { stream.request_stop(); }) stream.request_stop();
}

}   // namespace symphonic::detail
#endif
