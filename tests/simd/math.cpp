// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <symphonic/simd/detail/math.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace d = symphonic::detail;

namespace {

/// Returns the signs of 32 numbers.
struct sign_mask_kernel {
    template <class Target, class T> SYMPHONIC_KERNEL static std::uint32_t run(T const* x) noexcept {
        constexpr std::size_t step = d::width<Target, T>;
        std::uint32_t mask = 0;
        SYMPHONIC_UNROLL for (std::size_t k = 0; k < 32 / step; ++k) {
            d::vec<Target, T> v;
            d::load(v, x + k * step);
            mask |= d::sign_mask<T, step>(v) << (k * step);
        }
        return mask;
    }
};

/// Replaces 32 numbers by their square roots.
struct square_root_kernel {
    template <class Target, class T> SYMPHONIC_KERNEL static void run(T* x) noexcept {
        d::for_each_vector<Target, T>(32, [&](auto step, std::size_t i) SYMPHONIC_KERNEL {
            d::vector_t<T, step> v;
            d::load(v, x + i);
            d::square_root<T, step>(v);
            d::store(x + i, v);
        });
    }
};

template <class T> void check_sign_mask() {
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
        CHECK(testing::on<sign_mask_kernel>(set, static_cast<T const*>(x.data())) == expected);
}

template <class T> void check_square_root() {
    auto x = testing::noise<T>(32);
    for (T& number : x) number = std::fabs(number);
    x[0] = 0;
    x[1] = std::numeric_limits<T>::max();
    x[2] = std::numeric_limits<T>::denorm_min();
    std::vector<T> expected;
    for (T const number : x) expected.push_back(std::sqrt(number));
    for (auto const set : testing::instruction_sets()) {
        auto roots = x;
        testing::on<square_root_kernel>(set, roots.data());
        CHECK(testing::same_bits(roots, expected));
    }
}

}   // namespace

TEST_CASE("sign_mask sets the bits of numbers below 0 on every instruction set", "[kernels]") {
    check_sign_mask<float>();
    check_sign_mask<double>();
    check_sign_mask<std::int16_t>();
}

TEST_CASE("square_root has the bits of std::sqrt on every instruction set", "[kernels]") {
    check_square_root<float>();
    check_square_root<double>();
}
