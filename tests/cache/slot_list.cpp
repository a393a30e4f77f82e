// SPDX-License-Identifier: MIT
#include <algorithm>
#include <random>
#include <vector>

#include <symphonic/cache/detail/slot_list.hpp>

#include "support/catch.hpp"

using list = symphonic::detail::slot_list<>;
using slots = std::vector<std::uint32_t>;

namespace {

/// The slots from first to last; none if the way back differs.
slots slots_of(const list& l) {
    slots forward, backward;
    for (auto s = l.first(); s != 0; s = l.next(s)) forward.push_back(s);
    for (auto s = l.last(); s != 0; s = l.previous(s)) backward.push_back(s);
    return std::equal(forward.begin(), forward.end(), backward.rbegin(), backward.rend()) ? forward : slots{};
}

}   // namespace

TEST_CASE("push_front and erase keep the order") {
    list l;
    CHECK(l.first() == 0);
    CHECK(l.last() == 0);
    l.reserve(4);
    CHECK(l.first() == 0);
    CHECK(l.last() == 0);
    for (std::uint32_t s = 1; s <= 4; ++s) l.push_front(s);
    CHECK(slots_of(l) == slots{4, 3, 2, 1});
    CHECK(l.first() == 4);
    CHECK(l.last() == 1);
    CHECK(l.previous(4) == 0);
    CHECK(l.next(1) == 0);
    CHECK(l.next(4) == 3);
    l.erase(3);
    CHECK(slots_of(l) == slots{4, 2, 1});
    l.erase(4);
    l.erase(1);
    CHECK(slots_of(l) == slots{2});
    l.push_front(1);
    CHECK(slots_of(l) == slots{1, 2});
    l.erase(2);
    l.erase(1);
    CHECK(l.first() == 0);
    CHECK(l.last() == 0);
}

TEST_CASE("reserve keeps the order") {
    std::mt19937 random{2};
    list l;
    slots expected;
    std::uint32_t capacity = 0;
    for (int step = 0; step < 3000; ++step) {
        if (step % 300 == 0) l.reserve(capacity += 10);
        auto const s = static_cast<std::uint32_t>(1 + random() % capacity);
        auto const found = std::find(expected.begin(), expected.end(), s);
        if (found == expected.end()) {
            l.push_front(s);
            expected.insert(expected.begin(), s);
        } else {
            l.erase(s);
            expected.erase(found);
        }
        REQUIRE(slots_of(l) == expected);
    }
}
