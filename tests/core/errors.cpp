// SPDX-License-Identifier: MIT
#include <cstdint>
#include <limits>
#include <string>

#include <symphonic/core/errors.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

TEST_CASE("an error joins numbers and texts to its message") {
    sj::argument_error const e{"a ",  -1,  " b ", 18446744073709551615ULL,
                               " c ", 0.5, " d ", std::numeric_limits<long long>::min()};
    CHECK(std::string{e.what()} == "a -1 b 18446744073709551615 c 0.5 d -9223372036854775808");
    CHECK(std::string{sj::format_error{}.what()}.empty());
}

TEST_CASE("an error shows a size that was converted from a negative number as that number") {
    CHECK(std::string{sj::argument_error{static_cast<std::size_t>(-3), " ", SIZE_MAX / 2}.what()} ==
          "-3 " + std::to_string(SIZE_MAX / 2));
}

TEST_CASE("a long message is cut off at 255 characters, and copying an error cannot fail") {
    std::string const text(1000, 'x');
    sj::format_error const e{text.c_str(), 7};
    CHECK(std::string{e.what()} == std::string(255, 'x'));
    STATIC_REQUIRE(std::is_nothrow_copy_constructible_v<sj::argument_error>);
    CHECK(std::string{sj::format_error{e}.what()}.size() == 255);
}

TEST_CASE("every error derives from sj::error") {
    auto const as_base = [](auto error) {
        try {
            throw error;
        } catch (const sj::error& e) {
            return std::string{e.what()};
        }
    };
    CHECK(as_base(sj::argument_error{"a"}) == "a");
    CHECK(as_base(sj::format_error{"b"}) == "b");
}
