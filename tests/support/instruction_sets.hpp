// SPDX-License-Identifier: MIT
// Runs a kernel on each instruction set that this processor has.
#pragma once

#include <vector>

#include <symphonic/simd/detail/dispatch.hpp>

namespace testing {

namespace sj = symphonic;

/// All instruction sets from scalar to the active one.
inline std::vector<sj::instruction_set> instruction_sets() {
    std::vector<sj::instruction_set> sets;
    for (unsigned char set = 0; set <= static_cast<unsigned char>(sj::active_instruction_set()); ++set)
        sets.push_back(static_cast<sj::instruction_set>(set));
    return sets;
}

/// Returns Kernel::run(a...) on one instruction set.
template <class Kernel, class... A> auto on(sj::instruction_set set, A... a) {
    return sj::detail::kernel_on<Kernel, A...>(set)(a...);
}

}   // namespace testing
