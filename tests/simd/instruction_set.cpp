// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <string>

#include <symphonic/simd/instruction_set.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

TEST_CASE("the active instruction set is what the processor has, and no more than SYMPHONIC_ISA", "[kernels]") {
    auto const active = sj::active_instruction_set();
    CHECK(active == sj::active_instruction_set());
#ifdef SYMPHONIC_VECTORS
    CHECK((active < sj::instruction_set::avx2 || __builtin_cpu_supports("avx2")));
    CHECK((active < sj::instruction_set::avx512 || __builtin_cpu_supports("avx512bw")));
    char const* const limit = std::getenv("SYMPHONIC_ISA");
    if (limit == nullptr) {
        CHECK(active != sj::instruction_set::scalar);
    } else if (std::string{limit} == "scalar" || std::string{limit} == "sse2") {
        CHECK(sj::name(active) == std::string{limit});
    } else if (std::string{limit} == "avx2") {
        CHECK(active <= sj::instruction_set::avx2);
    }
#else
    CHECK(active == sj::instruction_set::scalar);
#endif
}

TEST_CASE("a limit above what the processor has, or one that nobody knows, limits nothing", "[kernels]") {
    auto const chosen = [](char const* limit) {
        char const* const before = std::getenv("SYMPHONIC_ISA");
        std::string const kept = before != nullptr ? before : "";
        setenv("SYMPHONIC_ISA", limit, 1);
        auto const set = sj::detail::best_instruction_set<sj::detail::unit_flags>();
        if (before != nullptr) setenv("SYMPHONIC_ISA", kept.c_str(), 1);
        else unsetenv("SYMPHONIC_ISA");
        return set;
    };
    auto const best = chosen("");
    CHECK(chosen("avx512") == best);
    CHECK(chosen("AVX2") == best);
    CHECK(chosen("avx1024") == best);
    CHECK(chosen("scalar") == sj::instruction_set::scalar);
    CHECK(chosen("sse2") == std::min(best, sj::instruction_set::sse2));
    CHECK(chosen("avx2") == std::min(best, sj::instruction_set::avx2));
}

TEST_CASE("instruction sets have the names that SYMPHONIC_ISA takes", "[kernels]") {
    static_assert(sj::name(sj::instruction_set::scalar)[0] == 's');
    CHECK(sj::name(sj::instruction_set::avx512) == std::string{"avx512"});
}
