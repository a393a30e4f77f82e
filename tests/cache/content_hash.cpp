// SPDX-License-Identifier: MIT
#include <array>
#include <chrono>
#include <cmath>
#include <complex>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_set>

#include <symphonic/cache.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;

namespace {

using floats = std::vector<float>;

enum class colour : std::uint8_t { red, green = 200 };
enum class wide : std::int64_t { far = -5 };
struct pair {
    std::int32_t a, b;
};
struct hertz {
    int value;
    friend auto content_parameters(const hertz& h) { return std::tuple{"hertz", h.value}; }
};
struct bins {
    int value;
    std::string name{};
    friend auto content_parameters(const bins& b) { return std::tie("bins", b.value, b.name); }
};

template <class T> concept is_element = sj::detail::content_element<T>;
static_assert(is_element<bool> && is_element<char> && is_element<std::byte> && is_element<colour> && is_element<pair>);
static_assert(is_element<std::complex<double>> && is_element<sj::content_key>);
static_assert(!is_element<long double> && !is_element<std::complex<long double>> && !is_element<std::string>);
static_assert(!is_element<std::string_view> && !is_element<std::span<int>> && !is_element<int*>);
struct padded {
    char a;
    int b;
};
struct fraction {
    float a;
};
static_assert(!is_element<padded> && !is_element<fraction> && !is_element<std::chrono::seconds>);

/// A hasher that returns the bytes that it is given.
struct recorder {
    std::string all{};
    void update(std::span<const std::byte> bytes) {
        CHECK(!bytes.empty());
        all.append(reinterpret_cast<char const*>(bytes.data()), bytes.size());
    }
    std::string digest() { return all; }
};

template <class... P> std::string hashed(const P&... arguments) {
    return sj::content_hash_with(recorder{}, arguments...);
}

}   // namespace

TEST_CASE("the keys of known contents do not change between versions") {
    floats ramp(3000);
    for (std::size_t i = 0; i < ramp.size(); ++i) ramp[i] = static_cast<float>(i);
    CHECK(sj::content_hash(std::vector<int>{}).to_string() == "867066a24c6ce569d7f5848fdc307b06");
    CHECK(sj::content_hash("song", 512, -1, 0.5, true, "hann").to_string() == "d7b7b553e7f13089ead3ddc881d4714e");
    CHECK(sj::content_hash(ramp, 2048U).to_string() == "71dd62599826f9ba18e2140d177805c5");
    CHECK(sj::content_hash_with(sj::xxh3_hasher{42}, ramp, 2048).to_string() == "28a195571e1be77caf361930b5dd391e");
}

TEST_CASE("keys are equal only for equal numbers, parameters and seeds") {
    floats const x{1, 2, 3};
    auto const key = sj::content_hash(x);
    CHECK(key == sj::content_hash(floats{1, 2, 3}));
    CHECK(key != sj::content_hash(floats{1, 2, 4}));
    CHECK(key != sj::content_hash(floats{1, 2}));
    CHECK(key != sj::content_hash(floats{1, 2, 3, 0}));
    CHECK(sj::content_hash(x, 512) != sj::content_hash(x, 1024));
    CHECK(sj::content_hash(x, 512) != key);
    CHECK(sj::content_hash_with(sj::xxh3_hasher{}, x, 512) == sj::content_hash(x, 512));
    CHECK(sj::content_hash_with(sj::xxh3_hasher{42}, x, 512) != sj::content_hash(x, 512));
    CHECK(sj::content_hash_with(sj::xxh3_hasher{42}, x, 512) == sj::content_hash_with(sj::xxh3_hasher{42}, x, 512));
    sj::xxh3_hasher salted;
    salted.update(std::as_bytes(std::span{x}));
    CHECK(sj::content_hash_with(salted, x) != key);
}

TEST_CASE("all contiguous ranges of the same numbers have the same key") {
    floats x{1, 2, 3};
    auto const key = sj::content_hash(x);
    float plain[] = {1, 2, 3};
    std::array<float, 3> const array{1, 2, 3};
    CHECK(sj::content_hash(plain) == key);
    CHECK(sj::content_hash(array) == key);
    CHECK(sj::content_hash(std::span{x}) == key);
    CHECK(sj::content_hash(std::span<float const, 3>{array}) == key);
    CHECK(sj::content_hash(std::as_const(x)) == key);
    CHECK(sj::content_hash(floats{}) == sj::content_hash(std::span<float>{}));
    CHECK(sj::content_hash(floats{}) != sj::content_hash(std::vector<double>{}));
}

TEST_CASE("the bytes and the type of the elements count") {
    CHECK(sj::content_hash(floats{0.0F}) != sj::content_hash(floats{-0.0F}));
    auto const nan = std::numeric_limits<float>::quiet_NaN();
    CHECK(sj::content_hash(floats{nan}) == sj::content_hash(floats{nan}));
    CHECK(sj::content_hash(floats{nan}) != sj::content_hash(floats{std::copysign(nan, -1.0F)}));
    std::set<std::string> keys;
    std::size_t kinds = 0;
    auto const add = [&]<class... T>(T...) {
        (keys.insert(sj::content_hash(std::vector<T>(24 / sizeof(T))).to_string()), ...);
        kinds += sizeof...(T);
    };
    add(std::int8_t{}, std::int16_t{}, std::int32_t{}, std::int64_t{}, std::uint8_t{}, std::uint16_t{}, std::uint32_t{},
        std::uint64_t{}, float{}, double{}, std::complex<float>{}, char{}, char16_t{}, std::byte{}, colour{}, pair{});
    CHECK(keys.size() == kinds);
    CHECK(sj::content_hash(std::vector<std::complex<double>>(3)) != sj::content_hash(std::vector<double>(6)));
    CHECK(sj::content_hash(std::vector<long>{1}) == sj::content_hash(std::vector<long long>{1}));
    CHECK(sj::content_hash(std::array{true, false}) != sj::content_hash(std::array{'\1', '\0'}));
    CHECK(sj::content_hash(std::array{pair{1, 2}}) != sj::content_hash(std::array{pair{2, 1}}));
}

TEST_CASE("a literal has the key of its text") {
    std::string const text = "song", torn{"a\0b", 3};
    auto const key = sj::content_hash("song");
    char const* const pointer = "song";
    CHECK(sj::content_hash(text) == key);
    CHECK(sj::content_hash(std::string_view{text}) == key);
    CHECK(sj::content_hash(pointer) == key);
    CHECK(sj::content_hash(std::vector<char>{'s', 'o', 'n', 'g'}) == key);
    CHECK(sj::content_hash("a\0b") == sj::content_hash(torn));
    CHECK(sj::content_hash("") == sj::content_hash(std::string{}));
    char const whole[] = {'s', 'o', 'n', 'g'};
    char buffer[] = {'s', 'o', 'n', 'g', '\0'};   // not a literal: five bytes
    CHECK(sj::content_hash(whole) == key);
    CHECK(sj::content_hash(buffer) != key);
    CHECK(sj::content_hash(buffer) == sj::content_hash(std::span{buffer}));
}

TEST_CASE("parameters count by value, whatever their integer, floating-point or string type") {
    floats const x{1};
    auto const key = [&](const auto&... p) { return sj::content_hash(x, p...); };
    CHECK(key(512) == key(512U));
    CHECK(key(512) == key(512L));
    CHECK(key(512) == key(std::uint16_t{512}));
    CHECK(key(-1) == key(-1LL));
    CHECK(key(-1) != key(~std::uint64_t{0}));
    CHECK(key(-1) != key(1));
    CHECK(key(0) != key());
    CHECK(key(colour::green) == key(200));
    CHECK(key(wide::far) == key(-5));
    CHECK(key(std::byte{7}) == key(7));
    CHECK(key(0.5F) == key(0.5));
    CHECK(key(1) != key(1.0));
    CHECK(key(0.0) != key(-0.0));
    CHECK(key(true) != key(1));
    CHECK(key(true) != key(false));
    CHECK(key(true, false) != key(false, true));
    std::string const hann = "hann";
    char padded[8] = "hann", full[4] = {'h', 'a', 'n', 'n'};
    CHECK(key("hann") == key(hann));
    CHECK(key("hann") == key(std::string_view{hann}));
    CHECK(key("hann") == key(hann.c_str()));
    CHECK(key("hann") == key(padded));
    CHECK(key("hann") == key(full));
    CHECK(key("ab", "c") != key("a", "bc"));
    CHECK(key("ab", "c") != key("abc"));
    CHECK(key("") != key());
    CHECK(key("") != key(0));
    std::vector<int> const list{1, 2};
    CHECK(key(list) == key(std::array{1, 2}));
    CHECK(key(list) != key(1, 2));
    CHECK(key(list, list) != key(std::array{1, 2, 1, 2}));
    CHECK(key(list) != key(std::array{1U, 2U}));
    CHECK(key(std::vector<int>{}) != key(floats{}));
    CHECK(key(key()) == key(sj::content_hash(x)));
    CHECK(key(key()) != key(key(1)));
    CHECK(key(std::complex<float>{1, 2}) != key(std::array{std::complex<float>{1, 2}}));
}

TEST_CASE("durations count by length, floating-point ones by count and unit") {
    using std::chrono::duration;
    floats const x{1};
    auto const key = [&](const auto&... p) { return sj::content_hash(x, p...); };
    CHECK(key(10ms) != key(10s));
    CHECK(key(10s) != key(10min));
    CHECK(key(1000ms) == key(1s));
    CHECK(key(60s) == key(1min));
    CHECK(key(duration<unsigned char>{60}) == key(1min));
    CHECK(key(-1000ms) == key(-1s));
    CHECK(key(-1s) != key(1s));
    CHECK(key(0s) == key(0ms));
    CHECK(key(1s) != key(1));
    CHECK(key(std::chrono::nanoseconds::min()) != key(std::chrono::nanoseconds::max()));
    CHECK(key(duration<int, std::ratio<1001, 30000>>{2}) == key(duration<long, std::ratio<1001, 15000>>{1}));
    // The length in seconds exceeds 64 bits.
    using long_ticks = duration<std::int64_t, std::ratio<INT64_MAX>>;
    CHECK(key(long_ticks{4}) != key(long_ticks{5}));
    CHECK(key(long_ticks{4}) != key(long_ticks{-4}));
    using seconds = duration<double>;
    CHECK(key(seconds{0.5}) != key(duration<double, std::milli>{0.5}));
    CHECK(key(seconds{0.5}) != key(seconds{0.25}));
    CHECK(key(seconds{0.5}) == key(duration<float>{0.5F}));
    CHECK(key(seconds{1}) != key(1s));
    CHECK(key(std::vector{1s, 2s}) == key(std::vector{1000ms, 2000ms}));
    CHECK(key(std::vector{1s, 2s}) != key(1s, 2s));
}

TEST_CASE("classes count by what their content_parameters return") {
    floats const x{1};
    auto const key = [&](const auto&... p) { return sj::content_hash(x, p...); };
    CHECK(key(hertz{5}) == key(hertz{5}));
    CHECK(key(hertz{5}) != key(hertz{6}));
    CHECK(key(hertz{5}) != key(bins{5}));
    CHECK(key(bins{5, "a"}) != key(bins{5, "b"}));
    CHECK(key(hertz{5}) == key(std::tuple{"hertz", 5}));
    CHECK(key(std::vector{hertz{5}}) != key(std::vector{bins{5}}));
    CHECK(key(std::tuple{1, 2}, 3) != key(1, std::tuple{2, 3}));
    CHECK(key(std::tuple{1, 2}) != key(1, 2));
    CHECK(key(std::vector<std::string>{"ab", "c"}) != key(std::vector<std::string>{"a", "bc"}));
    CHECK(key(std::optional<double>{}) != key());
    CHECK(key(std::optional<double>{}) != key(std::optional{0.0}));
    CHECK(key(std::optional{0.0}) != key(std::optional{-0.0}));
    CHECK(key(std::optional{0.0}, 1) != key(std::optional<double>{}, 1));
    CHECK(key(std::optional{hertz{5}}) == key(std::optional{hertz{5}}));
}

TEST_CASE("the hasher gets the bytes, a record of each parameter and a record of the range") {
    auto const word = [](std::uint64_t w) { return std::string(reinterpret_cast<char const*>(&w), 8); };
    CHECK(hashed(std::vector<char>{}) == word(1 << 8 | 'c') + word(0));
    CHECK(hashed(std::vector<std::int16_t>{0x6261}, -2, "xyz", true) == "ab" + word('n') + word(~std::uint64_t{1}) +
                                                                            word('s') + word(3) + "xyz" + word('b') +
                                                                            word(1) + word(2 << 8 | 'i') + word(2));
    CHECK(hashed("", std::vector<std::uint8_t>{'q'}, std::byte{3}, 0.0) == word((1 << 8 | 'u') << 8 | 'r') + word(1) +
                                                                               "q" + word('i') + word(3) + word('f') +
                                                                               word(0) + word(1 << 8 | 'c') + word(0));
    sj::xxh3_hasher hasher;
    auto const all = hashed("song", 512, "hann", 0.5F);
    hasher.update(std::as_bytes(std::span{all}));
    CHECK(sj::content_hash("song", 512, "hann", 0.5F) == hasher.digest());
}

TEST_CASE("a content_key is regular and has an order, a hash and a text") {
    sj::content_key const none, key{0x0123456789ABCDEF, 0xFEDCBA9876543210};
    CHECK(none.to_string() == std::string(32, '0'));
    CHECK(key.to_string() == "0123456789abcdeffedcba9876543210");
    CHECK(none < key);
    CHECK(sj::content_key{1, 0} > sj::content_key{0, 9});
    CHECK(sj::content_key{1, 2} < sj::content_key{1, 3});
    std::unordered_set<sj::content_key> set{none, key, key};
    CHECK(set.size() == 2);
    CHECK(set.contains({0x0123456789ABCDEF, 0xFEDCBA9876543210}));
    STATIC_REQUIRE(std::regular<sj::content_key>);
    STATIC_REQUIRE(std::is_trivially_copyable_v<sj::content_key>);
}
