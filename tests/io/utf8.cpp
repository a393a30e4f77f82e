// SPDX-License-Identifier: MIT
#include <symphonic/io.hpp>
#include <symphonic/io/detail/utf8.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

TEST_CASE("text is checked for UTF-8 at the limits of every length") {
    for (std::string_view const valid : {"", "\x01\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
                                         "\xee\x80\x80", "\xef\xbf\xbd", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
        CHECK(sj::detail::is_utf8(valid));
        CHECK(sj::detail::to_utf8(valid) == valid);
        if (valid.empty() || static_cast<unsigned char>(valid[0]) < 0x80) continue;
        for (std::size_t n = 1; n < valid.size(); ++n) {   // cut off, at the end and before other text
            CHECK_FALSE(sj::detail::is_utf8(valid.substr(0, n)));
            CHECK_FALSE(sj::detail::is_utf8(std::string{valid.substr(0, n)} + "xyz"));
        }
        CHECK_FALSE(sj::detail::is_utf8(std::string{valid} + "\x80"));
    }
    for (std::string_view const invalid :
         {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf",
          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xf8\x88\x80\x80\x80", "\xfe", "\xff"}) {
        CHECK_FALSE(sj::detail::is_utf8(invalid));
        CHECK(sj::detail::is_utf8(sj::detail::to_utf8(invalid)));
    }
}
