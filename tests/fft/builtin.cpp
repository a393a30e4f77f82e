// SPDX-License-Identifier: MIT
#include <symphonic/fft/builtin.hpp>

#include "support/engine_checks.hpp"

TEST_CASE("the built-in engine: every kind, against the definition") {
    testing::check_engine(symphonic::builtin_fft());
}

TEST_CASE("roots of unity are right to the last bit, in every octant") {
    for (std::size_t n : {1U, 2U, 3U, 4U, 7U, 8U, 12U, 100U, 1024U})
        for (std::size_t k = 0; k < n; ++k) {
            auto const got = symphonic::detail::root_of_unity<double>(k, n);
            auto const want = std::polar(1.0L, -2 * 3.14159265358979323846264338327950288L *
                                                   static_cast<long double>(k) / static_cast<long double>(n));
            CHECK(std::abs(std::complex<long double>(got) - want) < 1.2e-16L);
        }
    using symphonic::detail::root_of_unity;
    CHECK(root_of_unity<float>(1, 4) == std::complex<float>(0, -1));   // exact on the axes
    CHECK(root_of_unity<float>(2, 4) == std::complex<float>(-1, 0));
    CHECK(root_of_unity<float>(3, 4) == std::complex<float>(0, 1));
}
