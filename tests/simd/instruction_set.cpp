// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <string>

#include <symphonic/simd/instruction_set.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

TEST_CASE("the active instruction set is one that the processor has, limited by SYMPHONIC_ISA", "[kernels]") {
    auto const active = sj::active_instruction_set();
    CHECK(active == sj::active_instruction_set());
#ifdef SYMPHONIC_VECTORS
    if (active >= sj::instruction_set::avx2) CHECK(__builtin_cpu_supports("avx2"));
    if (active >= sj::instruction_set::avx512) CHECK(__builtin_cpu_supports("avx512bw"));
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

TEST_CASE("SYMPHONIC_ISA has no effect if the processor lacks the set or the value is unknown", "[kernels]") {
    auto const best_with_limit = [](char const* limit) {
        char const* const variable = std::getenv("SYMPHONIC_ISA");
        std::string const before = variable != nullptr ? variable : "";
        setenv("SYMPHONIC_ISA", limit, 1);
        auto const set = sj::detail::best_instruction_set<sj::detail::unit_flags>();
        if (variable != nullptr) setenv("SYMPHONIC_ISA", before.c_str(), 1);
        else unsetenv("SYMPHONIC_ISA");
        return set;
    };
    auto const best = best_with_limit("");
    CHECK(best_with_limit("avx512") == best);
    CHECK(best_with_limit("AVX2") == best);
    CHECK(best_with_limit("avx1024") == best);
    CHECK(best_with_limit("scalar") == sj::instruction_set::scalar);
    CHECK(best_with_limit("sse2") == std::min(best, sj::instruction_set::sse2));
    CHECK(best_with_limit("avx2") == std::min(best, sj::instruction_set::avx2));
}

TEST_CASE("name returns the spelling of SYMPHONIC_ISA", "[kernels]") {
    static_assert(sj::name(sj::instruction_set::scalar)[0] == 's');
    CHECK(sj::name(sj::instruction_set::avx512) == std::string{"avx512"});
}
