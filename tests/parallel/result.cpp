// SPDX-License-Identifier: MIT
#include <stdexcept>

#include <symphonic/parallel/result.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

TEST_CASE("message() of a result is empty, that of the exception, or says that the exception is unknown") {
    sj::result<int> r{.input = "song.flac", .value = 3};
    CHECK(r.message().empty());
    r.value.reset();
    r.error = std::make_exception_ptr(std::runtime_error{"cannot read"});
    CHECK(r.message() == "cannot read");
    CHECK(r.message() == "cannot read");
    r.error = std::make_exception_ptr(3);
    CHECK(r.message() == "unknown exception");
}
