// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <symphonic/energy.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

namespace {

long double exact(const auto& x) {
    long double sum = 0;
    for (auto const s : x) sum += static_cast<long double>(s) * static_cast<long double>(s);
    return sum;
}
double off(double got, long double want) {
    return static_cast<double>(std::fabs((static_cast<long double>(got) - want) / want));
}

struct strided {   // data() and size() do not make a range contiguous
    float* data() const;
    std::size_t size() const;
};

}   // namespace

TEST_CASE("energy, mean square and rms of what one can add up by hand") {
    std::vector<float> const x{3, -4, 0, 1};
    CHECK(sj::energy(x) == 26.0);
    CHECK(sj::mean_square(x) == 6.5);
    CHECK(sj::rms(x) == std::sqrt(6.5));
    CHECK(sj::energy(std::span<const float>{x}.first(2)) == 25.0);
    CHECK(sj::energy(std::vector<double>{0.5, 0.5}) == 0.5);
    CHECK(sj::energy(std::vector<std::int16_t>{-32768, 100}) == 32768.0 * 32768 + 10000);
    float const array[] = {1, 2};
    CHECK(sj::energy(array) == 5.0);
}

TEST_CASE("float data is right to 1e-12, at any magnitude and length") {
    for (std::size_t n : {1U, 2U, 31U, 32U, 33U, 1000U, 100003U})
        for (float const scale : {1e-25F, 1e-3F, 1.0F, 3e19F}) {
            auto x = testing::noise(n);
            for (float& s : x) s *= scale;
            CHECK(off(sj::energy(x), exact(x)) < 1e-12);
        }
    auto offset = testing::noise(100000);
    for (float& s : offset) s += 1000;
    CHECK(off(sj::energy(offset), exact(offset)) < 1e-12);
}

TEST_CASE("what is empty, silent or not finite") {
    CHECK(sj::energy(std::vector<float>{}) == 0);
    CHECK(std::isnan(sj::mean_square(std::vector<float>{})));
    CHECK(std::isnan(sj::rms(std::vector<float>{})));
    CHECK(sj::rms(std::vector<float>(100)) == 0);
    std::vector<float> x(100, 1);
    x[70] = std::numeric_limits<float>::quiet_NaN();
    CHECK(std::isnan(sj::energy(x)));
    x[70] = -std::numeric_limits<float>::infinity();
    CHECK(sj::energy(x) == std::numeric_limits<double>::infinity());
}

TEST_CASE("only contiguous ranges of samples have an energy") {
    auto const measures = []<class R>(const R&) { return sj::sample_range<R>; };
    CHECK((measures(std::vector<float>{}) && measures(std::span<const double>{}) &&
           measures(std::vector<std::int16_t>{})));
    CHECK((!measures(std::vector<int>{}) && !measures(strided{}) && !measures(1.0F)));
}
