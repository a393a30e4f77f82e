// SPDX-License-Identifier: MIT
// A kernel on each instruction set that this processor has.
#pragma once

#include <vector>

#include <symphonic/simd/detail/dispatch.hpp>

namespace testing {

namespace sj = symphonic;

/// From scalar to the active one.
inline std::vector<sj::instruction_set> instruction_sets() {
    std::vector<sj::instruction_set> sets;
    for (unsigned char set = 0; set <= static_cast<unsigned char>(sj::active_instruction_set()); ++set)
        sets.push_back(static_cast<sj::instruction_set>(set));
    return sets;
}

template <class Kernel, class... A> auto on(sj::instruction_set set, A... a) {
    return sj::detail::entries<Kernel, sj::detail::unit_flags, A...>[static_cast<unsigned>(set)](a...);
}

}   // namespace testing
