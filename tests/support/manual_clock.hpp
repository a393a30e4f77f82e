// SPDX-License-Identifier: MIT
// A clock function for profiles whose time changes only when the test calls pass().
#pragma once

#include <cstdint>
#include <string_view>

#include <symphonic/profile/profile.hpp>

namespace testing {

inline std::uint64_t manual_nanoseconds = 0;
inline std::uint64_t manual_clock() { return manual_nanoseconds; }
inline void pass(std::uint64_t nanoseconds) { manual_nanoseconds += nanoseconds; }

/// Returns the entry with that name; an entry without calls if there is none.
inline symphonic::profile_entry entry_of(const symphonic::profile& profile, std::string_view name) {
    for (auto const& e : profile.entries())
        if (e.name == name) return e;
    return {.name = name};
}

/// Converts seconds to nanoseconds.
inline std::int64_t ns(double seconds) { return static_cast<std::int64_t>(seconds * 1e9 + 0.5); }

}   // namespace testing
