// SPDX-License-Identifier: MIT
#include <symphonic/simd/detail/vector.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"

namespace sj = symphonic;
namespace d = symphonic::detail;

namespace {

/// Adds 1 to each number that for_each_vector visits.
struct count_visits_kernel {
    template <class Target, class T> SYMPHONIC_KERNEL static void run(T* x, std::size_t n) noexcept {
        d::for_each_vector<Target, T>(n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            for (std::size_t k = 0; k < step; ++k) x[i + k] += 1;
        });
    }
};

/// Folds a register with an operation that is not associative, so that the result depends on the order.
struct fold_kernel {
    template <class Target> SYMPHONIC_KERNEL static double run(double const* x) noexcept {
        d::vec<Target, double> v;
        d::load(v, x);
        return d::fold_lanes<double, d::width<Target, double>>(v, [](auto& a, const auto& b)
                                                                      SYMPHONIC_KERNEL { a = a + a + b; });
    }
};

}   // namespace

TEST_CASE("for_each_vector visits each number once", "[kernels]") {
    for (auto const set : testing::instruction_sets())
        for (std::size_t n = 0; n < 200; ++n) {
            std::vector<float> visits(n + 1), expected(n + 1, 1.0F);
            expected[n] = 0;
            testing::on<count_visits_kernel>(set, visits.data(), n);
            CHECK(visits == expected);
        }
}

TEST_CASE("fold_lanes combines the halves of a vector", "[kernels]") {
    double const x[] = {1, 2, 4, 8, 16, 32, 64, 128};
    for (auto const set : testing::instruction_sets()) {
        double tree[8];
        std::copy(x, x + 8, tree);
        std::size_t n = set == sj::instruction_set::scalar ? 1 : std::size_t{1} << static_cast<unsigned>(set);
        for (; n > 1; n /= 2)
            for (std::size_t k = 0; k < n / 2; ++k) tree[k] += tree[k] + tree[k + n / 2];
        CHECK(testing::on<fold_kernel>(set, static_cast<double const*>(x)) == tree[0]);
    }
}
