// SPDX-License-Identifier: MIT
#include <limits>
#include <string>
#include <string_view>

#include <symphonic/core/io_error.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

TEST_CASE("an io_error joins texts and numbers, of any length") {
    std::string const path(1000, 'x');
    std::string_view const cause{"no such file"};
    sj::io_error const e{"cannot read ", path, ": ", cause, ", ", -1, " ", 0.5, " ", std::size_t{7}};
    CHECK(std::string{e.what()} == "cannot read " + path + ": no such file, -1 0.5 7");
}

TEST_CASE("copying an io_error cannot throw and keeps the message") {
    STATIC_REQUIRE(std::is_nothrow_copy_constructible_v<sj::io_error>);
    sj::io_error const e{std::string(1000, 'x')};
    sj::io_error const copy{e};
    CHECK(std::string{copy.what()} == std::string(1000, 'x'));
}

TEST_CASE("an io_error takes only texts and numbers") {
    STATIC_REQUIRE(std::constructible_from<sj::io_error, char const*, std::string, std::string_view, int, double>);
    STATIC_REQUIRE_FALSE(std::constructible_from<sj::io_error, void*>);
}
