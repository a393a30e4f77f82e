// SPDX-License-Identifier: MIT
#include <algorithm>
#include <random>
#include <vector>

#include <symphonic/cache/detail/slab_order.hpp>

#include "support/catch.hpp"

using list = symphonic::detail::slot_list;
using slots = std::vector<std::uint32_t>;

namespace {

/// Forwards; empty if the way back is another.
slots all(const list& l) {
    slots there, back;
    for (auto s = l.first(); s != 0; s = l.next(s)) there.push_back(s);
    for (auto s = l.last(); s != 0; s = l.previous(s)) back.push_back(s);
    return std::equal(there.begin(), there.end(), back.rbegin(), back.rend()) ? there : slots{};
}

}   // namespace

TEST_CASE("slots in an order") {
    list l;
    CHECK((l.first() == 0 && l.last() == 0));
    l.reserve(4);
    CHECK((l.first() == 0 && l.last() == 0));
    for (std::uint32_t s = 1; s <= 4; ++s) l.push_front(s);
    CHECK(all(l) == slots{4, 3, 2, 1});
    CHECK((l.first() == 4 && l.last() == 1 && l.previous(4) == 0 && l.next(1) == 0 && l.next(4) == 3));
    l.erase(3);
    CHECK(all(l) == slots{4, 2, 1});
    l.erase(4);
    l.erase(1);
    CHECK(all(l) == slots{2});
    l.push_front(1);
    CHECK(all(l) == slots{1, 2});
    l.erase(2);
    l.erase(1);
    CHECK((l.first() == 0 && l.last() == 0));
}

TEST_CASE("room for more slots changes no order") {
    std::mt19937 random{2};
    list l;
    slots expected;
    std::uint32_t room = 0;
    for (int step = 0; step < 3000; ++step) {
        if (step % 300 == 0) l.reserve(room += 10);
        auto const s = static_cast<std::uint32_t>(1 + random() % room);
        auto const there = std::find(expected.begin(), expected.end(), s);
        if (there == expected.end()) {
            l.push_front(s);
            expected.insert(expected.begin(), s);
        } else {
            l.erase(s);
            expected.erase(there);
        }
        REQUIRE(all(l) == expected);
    }
}
