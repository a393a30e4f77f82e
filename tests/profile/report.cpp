// SPDX-License-Identifier: MIT
#include <symphonic/profile/report.hpp>

#include <iomanip>
#include <sstream>
#include <string>

#include "support/catch.hpp"
#include "support/manual_clock.hpp"

namespace sj = symphonic;
using sj::detail::format_name, sj::detail::format_time;
using testing::manual_clock, testing::pass;

TEST_CASE("report prints a table sorted by self time") {
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
    out << std::setw(300) << std::setfill('*');   // settings of the stream do not apply
    prof.report(out);
    CHECK(out.str() == "name          calls      total       self       mean        p99\n"
                       "d\xc3\xa9"
                       "coder           1    1.23  s    1.23  s    1.23  s    1.23  s\n"
                       "decode         1000    16.0 us    16.0 us    16.0 ns    16.0 ns\n");
}

TEST_CASE("report of an empty profile prints that nothing was measured") {
    sj::profile const prof;
    std::ostringstream out;
    prof.report(out);
    CHECK(out.str() == "nothing was measured\n");
}

TEST_CASE("times are printed with three digits and a unit") {
    CHECK(format_time(0) == "0.00 ns");
    CHECK(format_time(0.4e-9) == "0.40 ns");
    CHECK(format_time(9.994e-9) == "9.99 ns");
    CHECK(format_time(9.996e-9) == "10.0 ns");
    CHECK(format_time(99.96e-9) == " 100 ns");
    CHECK(format_time(999.4e-9) == " 999 ns");
    CHECK(format_time(999.6e-9) == "1.00 us");
    CHECK(format_time(12.34e-6) == "12.3 us");
    CHECK(format_time(0.5) == " 500 ms");
    CHECK(format_time(1) == "1.00  s");
    CHECK(format_time(86400) == "86400  s");
    CHECK(format_time(0.9996) == "1.00  s");
}

TEST_CASE("names are printed in a fixed width: long names, wide characters, combining accents and invalid bytes") {
    CHECK(format_name("abc", 5) == "abc  ");
    CHECK(format_name("abcdef", 6) == "abcdef");
    CHECK(format_name("abcdefg", 6) == "abc...");
    CHECK(format_name("d\xc3\xa9"
                      "j\xc3\xa0",
                      6) == "d\xc3\xa9"
                            "j\xc3\xa0  ");
    CHECK(format_name("e\xcc\x81", 3) == "e\xcc\x81  ");                                // combining accent
    CHECK(format_name("\xe9\x9f\xb3\xe6\xa5\xbd", 5) == "\xe9\x9f\xb3\xe6\xa5\xbd ");   // two columns per character
    CHECK(format_name("\xe9\x9f\xb3\xe6\xa5\xbd\xe9\x9f\xb3", 5) == "\xe9\x9f\xb3...");
    CHECK(format_name("\xe9\x9f\xb3\xe6\xa5\xbd\xe9\x9f\xb3", 4) == "... ");
    CHECK(format_name("a\nb\tc\x1b[2J", 10) == "a?b?c?[2J ");
    CHECK(format_name("a\xff\xc3", 4) == "a?? ");
    CHECK(format_name("\xc2\x9b", 2) == "? ");
    CHECK(format_name("", 3) == "   ");
}

TEST_CASE("columns are aligned for names of all lengths") {
    sj::profile prof{{.clock = manual_clock}};
    for (std::size_t n = 0; n < 100; n += 7) sj::profile::scope const s{prof, std::string(n, 'x')};
    std::ostringstream out;
    prof.report(out);
    std::istringstream lines{out.str()};
    for (std::string line; std::getline(lines, line);) CHECK(line.size() == 48 + 12 + 4 * 11);
}
