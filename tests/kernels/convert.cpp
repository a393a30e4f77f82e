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

/// Random ones, those around every rounding step and limit, and those that are no numbers.
template <class T> std::vector<T> awkward(int bits) {
    using limits = std::numeric_limits<T>;
    auto x = testing::noise<T>(3000);
    for (std::size_t i = 0; i < 1500; ++i) x[i] *= static_cast<T>(1.01);
    T const step = static_cast<T>(std::ldexp(1.0, 1 - bits));
    for (int k = -40; k <= 40; ++k)
        for (T const around : {T{0}, T{1}, T{-1}, T{0.5}, T{0.25}}) {
            T const half = around + static_cast<T>(k) * step / 2;
            x.insert(x.end(), {half, std::nextafter(half, T{2}), std::nextafter(half, T{-2})});
        }
    x.insert(x.end(),
             {limits::quiet_NaN(), -limits::quiet_NaN(), limits::infinity(), -limits::infinity(), limits::max(),
              limits::lowest(), limits::denorm_min(), limits::min(), T{-0.0}, T{1e9}, T{-1e9}, T{3}});
    return x;
}

template <class T, class I> void check_to_integers(int bits) {
    auto const x = awkward<T>(bits);
    for (auto const set : testing::instruction_sets())
        for (std::size_t const n : {x.size(), x.size() - 7, std::size_t{1}, std::size_t{19}, std::size_t{0}}) {
            std::vector<I> out(n + 1, I{77});
            testing::on<sj::detail::to_integers>(set, x.data() + (x.size() - n), n, out.data(), bits);
            std::size_t wrong = 0;
            for (std::size_t i = 0; i < n; ++i)
                wrong += out[i] != testing::quantized(static_cast<long double>(x[x.size() - n + i]), bits);
            CHECK(wrong == 0);
            CHECK(out[n] == 77);
        }
}

template <class I, class T> void check_from_integers(const std::vector<I>& x) {
    for (auto const set : testing::instruction_sets())
        for (std::size_t const n : {x.size(), std::size_t{1}, std::size_t{19}, std::size_t{0}}) {
            std::vector<T> out(n + 1, T{77});
            testing::on<sj::detail::from_integers>(set, x.data() + (x.size() - n), n, out.data());
            std::size_t wrong = 0;
            for (std::size_t i = 0; i < n; ++i) {
                auto const exact =
                    std::ldexp(static_cast<double>(x[x.size() - n + i]), 1 - 8 * static_cast<int>(sizeof(I)));
                wrong += out[i] != static_cast<T>(exact);
            }
            CHECK((wrong == 0 && out[n] == 77));
        }
}

}   // namespace

TEST_CASE("floating point becomes the nearest integer, halves to even, within the range", "[kernels]") {
    check_to_integers<float, std::int16_t>(16);
    check_to_integers<double, std::int16_t>(16);
    check_to_integers<float, std::int32_t>(32);
    check_to_integers<double, std::int32_t>(32);
    check_to_integers<float, std::int32_t>(24);
    check_to_integers<double, std::int32_t>(24);
    check_to_integers<float, std::int16_t>(8);
    check_to_integers<double, std::int16_t>(8);
}

TEST_CASE("integers become floating point, full scale 1", "[kernels]") {
    std::vector<std::int16_t> all;
    for (int k = -32768; k < 32768; ++k) all.push_back(static_cast<std::int16_t>(k));
    check_from_integers<std::int16_t, float>(all);
    check_from_integers<std::int16_t, double>(all);
    std::mt19937 engine{3};
    std::vector<std::int32_t> some{std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max(),
                                   0, -1, 16777217};
    while (some.size() < 5000) some.push_back(static_cast<std::int32_t>(engine()));
    check_from_integers<std::int32_t, float>(some);
    check_from_integers<std::int32_t, double>(some);
}

TEST_CASE("what was read is written back as it was", "[kernels]") {
    std::vector<std::int16_t> all, back(65536);
    for (int k = -32768; k < 32768; ++k) all.push_back(static_cast<std::int16_t>(k));
    std::vector<float> floats(65536);
    sj::convert(all, floats);
    CHECK((floats[0] == -1.0F && floats[65535] == 32767.0F / 32768));
    sj::convert(floats, back);
    CHECK(back == all);
    std::vector<std::int32_t> wide{-2147483647 - 1, 2147483647, 1, -1, 123456789}, wide_back(5);
    std::vector<double> doubles(5);
    sj::convert(wide, doubles);
    sj::convert(doubles, wide_back);
    CHECK(wide_back == wide);
}

TEST_CASE("float and double become each other, whatever they are", "[kernels]") {
    auto const x = awkward<float>(16);
    std::vector<double> wide(x.size());
    std::vector<float> back(x.size());
    sj::convert(x, wide);
    sj::convert(wide, back);
    CHECK(testing::same_bits(back, x));
    auto const y = awkward<double>(32);
    for (auto const set : testing::instruction_sets()) {
        std::vector<float> narrow(y.size());
        testing::on<sj::detail::between_floats>(set, y.data(), y.size(), narrow.data());
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < y.size(); ++i)
            wrong += narrow[i] != static_cast<float>(y[i]) && !(std::isnan(narrow[i]) && std::isnan(y[i]));
        CHECK(wrong == 0);
    }
}

TEST_CASE("only the right lengths and types are converted", "[kernels]") {
    std::vector<std::int16_t> const in(3);
    std::vector<float> out(4);
    auto const told = testing::message<sj::argument_error>([&] { return sj::convert(in, out), 0; });
    CHECK((testing::says(told, "convert: 3") && testing::says(told, "4")));
    auto const converts = []<class In, class Out>(const In& x, Out& y) { return requires { sj::convert(x, y); }; };
    std::vector<std::int16_t> integers(3);
    std::vector<unsigned> others(3);
    CHECK((converts(in, out) && converts(out, integers)));
    CHECK((!converts(in, integers) && !converts(others, out) && !converts(out, in)));
    constexpr auto at_compile_time = [] {
        std::int16_t const x[] = {16384, -32768};
        float y[2] = {};
        sj::convert(x, y);
        return y[0] == 0.5F && y[1] == -1.0F;
    };
    static_assert(at_compile_time());
}
