// SPDX-License-Identifier: MIT
// What every test program does before main().
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <symphonic/core/instruction_set.hpp>

namespace {

/// Ends the program with status 77, which CTest shows as a skip, if SYMPHONIC_ISA names an instruction set that the
/// processor lacks.
[[maybe_unused]] bool const has_instruction_set = [] {
    char const* const asked = std::getenv("SYMPHONIC_ISA");
    std::string_view const active = symphonic::name(symphonic::active_instruction_set());
    if (asked != nullptr && asked != active) {
        std::printf("skipped: this processor has %s, not %s\n", active.data(), asked);
        std::fflush(stdout);
        std::_Exit(77);
    }
    return true;
}();

}   // namespace

// libsndfile 1.2 leaks the state of its Ogg decoders and encoders when a file turns out to be invalid.
extern "C" char const* __lsan_default_suppressions() { return "leak:libvorbis\nleak:libogg\n"; }
