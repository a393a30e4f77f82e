// SPDX-License-Identifier: MIT
// The waits of several threads are tested in loads.cpp and recursive_load.cpp.
#include <exception>
#include <memory>

#include <symphonic/cache/detail/pending_load.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using sj::detail::keyed_load;

TEST_CASE("a load throws recursive_load for its own thread until it has finished") {
    keyed_load<int, int> load{1, 2};
    CHECK_THROWS_AS(load.result(), sj::recursive_load);
    CHECK_THROWS_AS(load.wait(), sj::recursive_load);
    load.value = std::make_shared<const int>(5);
    load.finish();
    CHECK(*load.result() == 5);
    CHECK(load.result() == load.value);
    load.error = std::make_exception_ptr(7);
    CHECK_THROWS_AS(load.result(), int);
}
