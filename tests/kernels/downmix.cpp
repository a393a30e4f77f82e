// SPDX-License-Identifier: MIT
#include <symphonic/kernels/downmix.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

namespace {

template <class T> void check_downmix(std::size_t channels) {
    for (std::size_t n = 0; n < 150; ++n) {
        auto x = testing::noise<T>(n * channels);
        for (std::size_t i = 0; i < x.size() / 2; ++i) x[i] = static_cast<T>(-0.0);
        std::vector<T> expected;
        for (std::size_t i = 0; i < n; ++i) {
            T sum = x[i * channels];
            for (std::size_t c = 1; c < channels; ++c) sum += x[i * channels + c];
            expected.push_back(sum / static_cast<T>(channels));
        }
        for (auto const set : testing::instruction_sets()) {
            std::vector<T> out(n);
            testing::on<sj::detail::downmix_kernel>(set, static_cast<T const*>(x.data()), x.size(), channels,
                                                    out.data());
            CHECK(testing::same_bits(out, expected));
        }
    }
}

}   // namespace

TEST_CASE("downmix is the mean of the channels, with the same bits on every instruction set", "[kernels]") {
    for (std::size_t const channels : {1U, 2U, 3U, 6U}) {
        check_downmix<float>(channels);
        check_downmix<double>(channels);
    }
    std::vector<float> out(2);
    sj::downmix(std::vector<float>{1, 3, -1, 0}, 2, out);
    CHECK(out == std::vector<float>{2, -0.5F});
}

TEST_CASE("downmix throws for an incomplete sample frame, a wrong output size and 0 channels", "[kernels]") {
    std::vector<float> out(2);
    CHECK_THROWS_AS(sj::downmix(std::vector<float>(5), 2, out), sj::argument_error);
    CHECK_THROWS_AS(sj::downmix(std::vector<float>(6), 2, out), sj::argument_error);
    CHECK_THROWS_AS(sj::downmix(std::vector<float>(2), 0, out), sj::argument_error);
}
