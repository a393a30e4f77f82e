// SPDX-License-Identifier: MIT
#include <limits>

#include <symphonic/simd/detail/convert.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace d = symphonic::detail;

namespace {

struct signs {   // bit k of a block of 32
    template <class Target, class T> SYMPHONIC_KERNEL static std::uint32_t run(T const* x) noexcept {
        constexpr std::size_t step = d::width<Target, T>;
        std::uint32_t bits = 0;
        d::unroll<32 / step>([&](auto k) SYMPHONIC_KERNEL {
            d::vec<Target, T> v;
            d::load(v, x + k * step);
            bits |= d::sign_mask<T, step>(v) << (k * step);
        });
        return bits;
    }
};

struct steps {   // how often each number is visited
    template <class Target, class T> SYMPHONIC_KERNEL static void run(T* x, std::size_t n) noexcept {
        d::for_each_vector<Target, T>(n, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            for (std::size_t k = 0; k < step; ++k) x[i + k] += 1;
        });
    }
};

struct sum_and_order {   // the order in which fold_lanes adds: a non-associative operation tells
    template <class Target> SYMPHONIC_KERNEL static double run(double const* x) noexcept {
        d::vec<Target, double> v;
        d::load(v, x);
        return d::fold_lanes<double, d::width<Target, double>>(v, [](auto& a, const auto& b)
                                                                      SYMPHONIC_KERNEL { a = a + a + b; });
    }
};

template <class T> void check_signs() {
    using limits = std::numeric_limits<T>;
    auto x = testing::noise<T>(32);
    if constexpr (limits::has_infinity) {
        x[1] = static_cast<T>(-0.0);
        x[2] = limits::quiet_NaN();
        x[3] = -limits::quiet_NaN();
        x[4] = -limits::infinity();
        x[5] = -limits::denorm_min();
        x[17] = static_cast<T>(-0.0);
    } else {
        for (std::size_t i = 0; i < 32; ++i) x[i] = static_cast<T>((i * 40503U) ^ (i << 13));
        x[7] = limits::min();
        x[9] = -1;
    }
    std::uint32_t expected = 0;
    for (std::size_t k = 0; k < 32; ++k) expected |= static_cast<std::uint32_t>(x[k] < 0) << k;
    for (auto const set : testing::instruction_sets())
        CHECK(testing::on<signs>(set, static_cast<T const*>(x.data())) == expected);
}

}   // namespace

TEST_CASE("signs are told apart on every instruction set", "[kernels]") {
    check_signs<float>();
    check_signs<double>();
    check_signs<std::int16_t>();
}

TEST_CASE("in steps, each number is visited once", "[kernels]") {
    for (auto const set : testing::instruction_sets())
        for (std::size_t n = 0; n < 200; ++n) {
            std::vector<float> x(n + 1);
            testing::on<steps>(set, x.data(), n);
            CHECK((std::all_of(x.begin(), x.end() - 1, [](float v) { return v == 1; }) && x[n] == 0));
        }
}

TEST_CASE("numbers are folded by halves", "[kernels]") {
    double const x[] = {1, 2, 4, 8, 16, 32, 64, 128};
    for (auto const set : testing::instruction_sets()) {
        double tree[8];
        std::copy(x, x + 8, tree);
        std::size_t n = set == sj::instruction_set::scalar ? 1 : std::size_t{1} << static_cast<unsigned>(set);
        for (; n > 1; n /= 2)
            for (std::size_t k = 0; k < n / 2; ++k) tree[k] += tree[k] + tree[k + n / 2];
        CHECK(testing::on<sum_and_order>(set, static_cast<double const*>(x)) == tree[0]);
    }
}
