// SPDX-License-Identifier: MIT
// Setup of every test program.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <symphonic/simd/instruction_set.hpp>

namespace {

/// True if the processor has the instruction set, by the compiler's own test of it.
[[maybe_unused]] bool processor_has([[maybe_unused]] std::string_view set) {
#ifdef SYMPHONIC_VECTORS
    if (set == "avx2") return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (set == "avx512")
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq");
#endif
    return true;
}

/// Ends the program if SYMPHONIC_ISA names an instruction set that is not in use: with status 77, which CTest shows as a
/// skip, if the processor lacks it, else with status 1.
[[maybe_unused]] bool const uses_instruction_set = [] {
    char const* const asked = std::getenv("SYMPHONIC_ISA");
    char const* const active = symphonic::name(symphonic::active_instruction_set());
    if (asked != nullptr && std::string_view{asked} != active) {
        std::printf("SYMPHONIC_ISA is %s, and %s is in use\n", asked, active);
        std::fflush(stdout);
        std::_Exit(processor_has(asked) ? 1 : 77);
    }
    return true;
}();

}   // namespace

// libsndfile 1.2 leaks the state of its Ogg decoders and encoders when a file turns out to be invalid.
extern "C" char const* __lsan_default_suppressions() { return "leak:libvorbis\nleak:libogg\n"; }

// The installed oneTBB is compiled without the thread sanitizer, which does not see that it reuses memory in order.
extern "C" char const* __tsan_default_suppressions() { return "called_from_lib:libtbb.so\n"; }
