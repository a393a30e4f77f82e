// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_DETAIL_STREAM_STATE_HPP
#define SYMPHONIC_CORE_DETAIL_STREAM_STATE_HPP

#include <cstdint>

namespace symphonic::detail {

/// Whether a stream can deliver elements. The values are numbers that memory rarely holds by chance: so a pipeline over a
/// destroyed stream notices that in most cases, even if other objects use the memory now.
enum class stream_state : std::uint32_t {
    live = 0x53A1F0C7,
    moved_from = 0x53A1F0C8,   ///< has ended
    destroyed = 0x53A1F0C9
};

}   // namespace symphonic::detail
#endif
