// SPDX-License-Identifier: MIT
#include <symphonic/kernels/gain.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

namespace {

template <class T> void check_gain_and_mix(T factor) {
    for (std::size_t n = 0; n < 100; ++n) {
        auto const x = testing::noise<T>(n, 1), y = testing::noise<T>(n, 2);
        for (auto const set : testing::instruction_sets()) {
            auto louder = x, sum = y;
            testing::on<sj::detail::gain_kernel>(set, x.data(), n, louder.data(), factor);
            testing::on<sj::detail::mix_kernel>(set, x.data(), n, sum.data(), factor);
            std::size_t wrong = 0;
            for (std::size_t i = 0; i < n; ++i) {
                volatile T const product = x[i] * factor;   // rounded before it is added
                wrong += louder[i] != product;
                wrong += sum[i] != y[i] + product;
            }
            CHECK(wrong == 0);
        }
    }
}

}   // namespace

TEST_CASE("gain multiplies and mix adds, with the same bits on every instruction set", "[kernels]") {
    check_gain_and_mix(0.7F);
    check_gain_and_mix(0.7);
    std::vector<float> x{1, -2};
    sj::gain(x, 0.5);
    CHECK(x == std::vector<float>{0.5F, -1});
    sj::mix(std::vector<float>{1, 1}, x);
    CHECK(x == std::vector<float>{1.5F, 0});
    sj::mix(x, std::span{x}, -1);
    CHECK(x == std::vector<float>{0, 0});
}

TEST_CASE("fade follows a straight line that the next piece continues", "[kernels]") {
    std::vector<float> x(8, 1);
    sj::fade(x, 0, 1, 2);
    CHECK(x == std::vector<float>{0, 0, 0.25F, 0.25F, 0.5F, 0.5F, 0.75F, 0.75F});
    std::vector<double> whole(128, 1), parts(128, 1);
    sj::fade(whole, 1, 0);
    sj::fade(std::span{parts}.first(64), 1, 0.5);
    sj::fade(std::span{parts}.last(64), 0.5, 0);
    CHECK(whole == parts);
    std::vector<float> empty;
    CHECK_NOTHROW(sj::fade(empty, 0, 1));
}

TEST_CASE("mix throws for different sizes, fade for an incomplete sample frame and 0 channels", "[kernels]") {
    std::vector<float> x(3);
    CHECK_THROWS_AS(sj::mix(std::vector<float>(2), x), sj::argument_error);
    CHECK_THROWS_AS(sj::fade(x, 0, 1, 2), sj::argument_error);
    CHECK_THROWS_AS(sj::fade(x, 0, 1, 0), sj::argument_error);
}
