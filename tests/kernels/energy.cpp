// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <limits>

#include <symphonic/energy.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

namespace {

long double exact_energy(const auto& x) {
    long double sum = 0;
    for (auto const s : x) sum += static_cast<long double>(s) * static_cast<long double>(s);
    return sum;
}
double relative_error(double value, long double expected) {
    return static_cast<double>(std::fabs((static_cast<long double>(value) - expected) / expected));
}

/// Not a contiguous range, although it has data() and size().
struct strided {
    float* data() const;
    std::size_t size() const;
};

using energy_kernel = sj::detail::sum_kernel<sj::detail::square_term>;

}   // namespace

TEST_CASE("energy, mean square and RMS of a few samples", "[kernels]") {
    std::vector<float> const x{3, -4, 0, 1};
    CHECK(sj::energy(x) == 26.0);
    CHECK(sj::mean_square(x) == 6.5);
    CHECK(sj::rms(x) == std::sqrt(6.5));
    CHECK(sj::energy(std::span<const float>{x}.first(2)) == 25.0);
    CHECK(sj::energy(std::vector<double>{0.5, 0.5}) == 0.5);
    CHECK(sj::energy(std::vector<std::int16_t>{-32768, 100}) == 32768.0 * 32768 + 10000);
    float const array[] = {1, 2};
    CHECK(sj::energy(array) == 5.0);
    constexpr double known[] = {1, 2, 3};
    constexpr std::array<float, 100> zeros{};
    static_assert(sj::energy(zeros) == 0 && sj::mean_square(std::array<float, 0>{}) != 0);
    static_assert(sj::energy(known) == 14 && sj::mean_square(known) == 14.0 / 3);
    CHECK(std::fabs(double(sj::energy(x)) - 26) <= 0);   // GCC 12 rejected this while energy() held a std::span
}

TEST_CASE("energy adds sample i to lane i % 32 and the lanes in a fixed tree", "[kernels]") {
    auto const x = testing::noise<double>(1000);
    double lane[32] = {};
    for (std::size_t i = 0; i < x.size(); ++i) {
        volatile double const square = x[i] * x[i];   // rounded before it is added
        lane[i % 32] += square;
    }
    for (std::size_t half = 16; half > 0; half /= 2)
        for (std::size_t k = 0; k < half; ++k) lane[k] += lane[k + half];
    CHECK(sj::energy(x) == lane[0]);
}

TEST_CASE("energy of float samples has a relative error below 1e-12 at any magnitude and length", "[kernels]") {
    for (std::size_t n : {1U, 2U, 31U, 32U, 33U, 1000U, 100003U})
        for (float const scale : {1e-25F, 1e-22F, 1e-3F, 1.0F, 1e19F, 3e19F}) {
            auto x = testing::noise(n);
            for (float& s : x) s *= scale;
            CHECK(relative_error(sj::energy(x), exact_energy(x)) < 1e-12);
        }
    auto offset = testing::noise(100000);
    for (float& s : offset) s += 1000;
    CHECK(relative_error(sj::energy(offset), exact_energy(offset)) < 1e-12);
    auto range = testing::noise(100000);   // decays by 200 dB
    for (std::size_t i = 0; i < range.size(); ++i)
        range[i] *= static_cast<float>(std::pow(10.0, -10.0 * static_cast<double>(i) / 100000));
    CHECK(relative_error(sj::energy(range), exact_energy(range)) < 1e-12);
}

TEST_CASE("energy of 64 Mi samples has a relative error below 1e-10", "[kernels]") {
    auto const part = testing::noise(std::size_t{1} << 20);
    std::vector<float> all(std::size_t{1} << 26);
    for (std::size_t i = 0; i < all.size(); i += part.size())
        std::copy(part.begin(), part.end(), all.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(relative_error(sj::energy(all), 64 * exact_energy(part)) < 1e-10);
    std::fill(all.begin(), all.end(), 0.1F);
    CHECK(relative_error(sj::energy(all), static_cast<long double>(all.size()) * exact_energy(std::vector{0.1F})) <
          1e-10);
}

TEST_CASE("energy has the same bits on every instruction set at any length and alignment", "[kernels]") {
    auto const check = []<class T>(const std::vector<T>& x) {
        for (std::size_t trial = 0; trial < 500; ++trial) {
            std::size_t const first = trial * 7919 % 67, n = trial < 200 ? trial : trial * 104729 % (x.size() - 67);
            T const* const data = x.data() + first;
            double const expected = testing::on<energy_kernel>(sj::instruction_set::scalar, data, n);
            for (auto const set : testing::instruction_sets())
                CHECK(testing::on<energy_kernel>(set, data, n) == expected);
        }
    };
    check(testing::noise<float>(5000));
    check(testing::noise<double>(5000));
    check(testing::integers(5000));
}

TEST_CASE("energy of empty, silent and non-finite signals is as documented", "[kernels]") {
    CHECK(sj::energy(std::vector<float>{}) == 0);
    CHECK(std::isnan(sj::mean_square(std::vector<float>{})));
    CHECK(std::isnan(sj::rms(std::vector<float>{})));
    CHECK(sj::energy(std::span<const float>{}) == 0);
    CHECK(sj::rms(std::vector<float>(100)) == 0);
    for (std::size_t n : {1U, 3U, 32U, 100U})
        for (std::size_t at : {std::size_t{0}, n / 2, n - 1}) {
            std::vector<float> x(n, 1);
            x[at] = std::numeric_limits<float>::quiet_NaN();
            CHECK(std::isnan(sj::energy(x)));
            x[at] = -std::numeric_limits<float>::infinity();
            CHECK(sj::energy(x) == std::numeric_limits<double>::infinity());
            x[at] = std::numeric_limits<float>::denorm_min();
            CHECK(sj::energy(x) >= static_cast<double>(n - 1));
        }
    std::vector<float> const denormal(64, std::numeric_limits<float>::denorm_min());
    CHECK(sj::energy(denormal) == 64 * 0x1p-298);
}

TEST_CASE("energy takes only contiguous ranges of samples", "[kernels]") {
    CHECK(sj::sample_range<std::vector<float>>);
    CHECK(sj::sample_range<std::span<const double>>);
    CHECK(sj::sample_range<std::vector<std::int16_t>>);
    CHECK_FALSE(sj::sample_range<std::vector<int>>);
    CHECK_FALSE(sj::sample_range<strided>);
    CHECK_FALSE(sj::sample_range<float>);
}
