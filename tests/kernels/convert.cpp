// SPDX-License-Identifier: MIT
#include <limits>
#include <random>

#include <symphonic/kernels/convert.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/rounding.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

namespace {

/// Returns random numbers, numbers around the rounding steps and limits of `bits` bits, and special values.
template <class T> std::vector<T> difficult_numbers(int bits) {
    using limits = std::numeric_limits<T>;
    auto x = testing::noise<T>(3000);
    for (std::size_t i = 0; i < 1500; ++i) x[i] *= static_cast<T>(1.01);
    T const step = static_cast<T>(std::ldexp(1.0, 1 - bits));
    for (int k = -40; k <= 40; ++k)
        for (T const center : {T{0}, T{1}, T{-1}, T{0.5}, T{0.25}}) {
            T const half = center + static_cast<T>(k) * step / 2;
            x.insert(x.end(), {half, std::nextafter(half, T{2}), std::nextafter(half, T{-2})});
        }
    x.insert(x.end(),
             {limits::quiet_NaN(), -limits::quiet_NaN(), limits::infinity(), -limits::infinity(), limits::max(),
              limits::lowest(), limits::denorm_min(), limits::min(), T{-0.0}, T{1e9}, T{-1e9}, T{3}});
    return x;
}

template <class T, class I> void check_float_to_int(int bits) {
    auto const x = difficult_numbers<T>(bits);
    for (auto const set : testing::instruction_sets())
        for (std::size_t const n : {x.size(), x.size() - 7, std::size_t{1}, std::size_t{19}, std::size_t{0}}) {
            std::vector<I> out(n + 1, I{77});
            testing::on<sj::detail::float_to_int_kernel>(set, x.data() + (x.size() - n), n, out.data(), bits);
            std::size_t wrong = 0;
            for (std::size_t i = 0; i < n; ++i)
                wrong += out[i] != testing::quantized(static_cast<long double>(x[x.size() - n + i]), bits);
            CHECK(wrong == 0);
            CHECK(out[n] == 77);
        }
}

template <class I, class T> void check_int_to_float(const std::vector<I>& x) {
    for (auto const set : testing::instruction_sets())
        for (std::size_t const n : {x.size(), std::size_t{1}, std::size_t{19}, std::size_t{0}}) {
            std::vector<T> out(n + 1, T{77});
            testing::on<sj::detail::int_to_float_kernel>(set, x.data() + (x.size() - n), n, out.data());
            std::size_t wrong = 0;
            for (std::size_t i = 0; i < n; ++i) {
                auto const exact =
                    std::ldexp(static_cast<double>(x[x.size() - n + i]), 1 - 8 * static_cast<int>(sizeof(I)));
                wrong += out[i] != static_cast<T>(exact);
            }
            CHECK(wrong == 0);
            CHECK(out[n] == 77);
        }
}

}   // namespace

TEST_CASE("convert rounds floating point to the nearest integer, halves to even, and saturates", "[kernels]") {
    check_float_to_int<float, std::int16_t>(16);
    check_float_to_int<double, std::int16_t>(16);
    check_float_to_int<float, std::int32_t>(32);
    check_float_to_int<double, std::int32_t>(32);
    check_float_to_int<float, std::int32_t>(24);
    check_float_to_int<double, std::int32_t>(24);
    check_float_to_int<float, std::int16_t>(8);
    check_float_to_int<double, std::int16_t>(8);
}

TEST_CASE("convert scales integers to a full scale of 1", "[kernels]") {
    std::vector<std::int16_t> all;
    for (int k = -32768; k < 32768; ++k) all.push_back(static_cast<std::int16_t>(k));
    check_int_to_float<std::int16_t, float>(all);
    check_int_to_float<std::int16_t, double>(all);
    std::mt19937 engine{3};
    std::vector<std::int32_t> some{std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max(),
                                   0, -1, 16777217};
    while (some.size() < 5000) some.push_back(static_cast<std::int32_t>(engine()));
    check_int_to_float<std::int32_t, float>(some);
    check_int_to_float<std::int32_t, double>(some);
}

TEST_CASE("convert restores int16 from float and int32 from double", "[kernels]") {
    std::vector<std::int16_t> all, restored(65536);
    for (int k = -32768; k < 32768; ++k) all.push_back(static_cast<std::int16_t>(k));
    std::vector<float> floats(65536);
    sj::convert(all, floats);
    CHECK(floats[0] == -1.0F);
    CHECK(floats[65535] == 32767.0F / 32768);
    sj::convert(floats, restored);
    CHECK(restored == all);
    std::vector<std::int32_t> wide{-2147483647 - 1, 2147483647, 1, -1, 123456789}, wide_restored(5);
    std::vector<double> doubles(5);
    sj::convert(wide, doubles);
    sj::convert(doubles, wide_restored);
    CHECK(wide_restored == wide);
}

TEST_CASE("convert between float and double keeps all values, NaN and infinities", "[kernels]") {
    auto const x = difficult_numbers<float>(16);
    std::vector<double> wide(x.size());
    std::vector<float> restored(x.size());
    sj::convert(x, wide);
    sj::convert(wide, restored);
    CHECK(testing::same_bits(restored, x));
    auto const y = difficult_numbers<double>(32);
    for (auto const set : testing::instruction_sets()) {
        std::vector<float> narrow(y.size());
        testing::on<sj::detail::float_to_float_kernel>(set, y.data(), y.size(), narrow.data());
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < y.size(); ++i)
            wrong += narrow[i] != static_cast<float>(y[i]) && !(std::isnan(narrow[i]) && std::isnan(y[i]));
        CHECK(wrong == 0);
    }
}

TEST_CASE("convert throws for different sizes and does not compile for other types", "[kernels]") {
    std::vector<std::int16_t> const in(3);
    std::vector<float> out(4);
    CHECK(testing::message<sj::argument_error>([&] { return sj::convert(in, out), 0; }) ==
          "convert: ranges of 3 and 4 elements, expected equal sizes");
    auto const converts = []<class In, class Out>(const In& x, Out& y) { return requires { sj::convert(x, y); }; };
    std::vector<std::int16_t> integers(3);
    std::vector<unsigned> others(3);
    CHECK(converts(in, out));
    CHECK(converts(out, integers));
    CHECK_FALSE(converts(in, integers));
    CHECK_FALSE(converts(others, out));
    CHECK_FALSE(converts(out, in));
    constexpr auto at_compile_time = [] {
        std::int16_t const x[] = {16384, -32768};
        float y[2] = {};
        sj::convert(x, y);
        return y[0] == 0.5F && y[1] == -1.0F;
    };
    static_assert(at_compile_time());
}
