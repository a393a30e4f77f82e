// SPDX-License-Identifier: MIT
#include <symphonic/profile/report.hpp>

#include <iomanip>
#include <sstream>
#include <string>

#include "support/catch.hpp"
#include "support/manual_clock.hpp"

namespace sj = symphonic;
using testing::manual_clock, testing::pass;

namespace {

std::string shown(double seconds) {
    sj::detail::text_buffer out;
    sj::detail::put_time(out, seconds);
    return std::string{out.view()};
}
std::string name(std::string_view n, std::size_t width) {
    sj::detail::text_buffer out;
    sj::detail::put_name(out, n, width);
    return std::string{out.view()};
}

}   // namespace

TEST_CASE("the table of a profile") {
    sj::profile prof{{.clock = manual_clock}};
    for (int i = 0; i < 1000; ++i) {
        sj::profile::scope const s{prof, "decode"};
        pass(16);
    }
    {
        sj::profile::scope const s{prof, "d\xc3\xa9"
                                         "coder"};
        pass(1'234'000'000);
    }
    std::ostringstream out;
    out << std::setw(300) << std::setfill('*');   // what a stream was set to does not matter
    prof.report(out);
    CHECK(out.str() == "name          calls      total       self       mean        p99\n"
                       "d\xc3\xa9"
                       "coder           1    1.23  s    1.23  s    1.23  s    1.23  s\n"
                       "decode         1000    16.0 us    16.0 us    16.0 ns    16.0 ns\n");
}

TEST_CASE("where nothing was measured the table says so") {
    sj::profile const prof;
    std::ostringstream out;
    prof.report(out);
    CHECK(out.str() == "nothing was measured\n");
}

TEST_CASE("times have three digits and a unit") {
    CHECK((shown(0) == "0.00 ns" && shown(0.4e-9) == "0.40 ns" && shown(9.994e-9) == "9.99 ns"));
    CHECK((shown(9.996e-9) == "10.0 ns" && shown(99.96e-9) == " 100 ns" && shown(999.4e-9) == " 999 ns"));
    CHECK((shown(999.6e-9) == "1.00 us" && shown(12.34e-6) == "12.3 us" && shown(0.5) == " 500 ms"));
    CHECK((shown(1) == "1.00  s" && shown(86400) == "86400  s" && shown(0.9996) == "1.00  s"));
}

TEST_CASE("names keep the columns: long ones, wide ones, and those that are no text") {
    CHECK((name("abc", 5) == "abc  " && name("abcdef", 6) == "abcdef" && name("abcdefg", 6) == "abc..."));
    CHECK(name("d\xc3\xa9"
               "j\xc3\xa0",
               6) == "d\xc3\xa9"
                     "j\xc3\xa0  ");
    CHECK(name("e\xcc\x81", 3) == "e\xcc\x81  ");                                // an accent of its own
    CHECK(name("\xe9\x9f\xb3\xe6\xa5\xbd", 5) == "\xe9\x9f\xb3\xe6\xa5\xbd ");   // two columns each
    CHECK(name("\xe9\x9f\xb3\xe6\xa5\xbd\xe9\x9f\xb3", 5) == "\xe9\x9f\xb3...");
    CHECK(name("\xe9\x9f\xb3\xe6\xa5\xbd\xe9\x9f\xb3", 4) == "... ");
    CHECK(name("a\nb\tc\x1b[2J", 10) == "a?b?c?[2J ");
    CHECK((name("a\xff\xc3", 4) == "a?? " && name("\xc2\x9b", 2) == "? "));
    CHECK(name("", 3) == "   ");
}

TEST_CASE("names of every length leave the columns aligned") {
    sj::profile prof{{.clock = manual_clock}};
    for (std::size_t n = 0; n < 100; n += 7) sj::profile::scope const s{prof, std::string(n, 'x')};
    std::ostringstream out;
    prof.report(out);
    std::istringstream lines{out.str()};
    for (std::string line; std::getline(lines, line);) CHECK(line.size() == 48 + 12 + 4 * 11);
}
