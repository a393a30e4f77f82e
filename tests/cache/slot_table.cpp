// SPDX-License-Identifier: MIT
#include <map>
#include <random>
#include <string>

#include <symphonic/cache/detail/slot_table.hpp>

#include "support/catch.hpp"

using table = symphonic::detail::slot_table<std::string>;

namespace {

std::uint32_t add(table& t, std::uint32_t hash, const std::string& text) {
    if (t.full()) t.grow();
    auto const slot = t.allocate();
    ::new (static_cast<void*>(&t[slot])) std::string(text);
    t.insert(hash, slot);
    return slot;
}
void remove(table& t, std::uint32_t slot) {
    t.erase(slot);
    std::destroy_at(&t[slot]);
    t.release(slot);
}
std::uint32_t find(const table& t, std::uint32_t hash, const std::string& text) {
    return t.find(hash, [&](const std::string& s) { return s == text; });
}
/// Too long for the buffer inside a std::string.
std::string name(std::uint32_t i) { return "an object of a slot table: " + std::to_string(i); }

}   // namespace

TEST_CASE("an empty slot table finds nothing and grows to 16 slots") {
    table t;
    CHECK(t.full());
    CHECK(t.capacity() == 0);
    CHECK(find(t, 0, "") == 0);
    CHECK(find(t, 7, "") == 0);
    t.grow();
    CHECK(!t.full());
    CHECK(t.capacity() == 16);
    CHECK(find(t, 0, "") == 0);
}

TEST_CASE("a growing slot table keeps the addresses of its objects") {
    table t;
    std::vector<std::string*> addresses;
    constexpr std::uint32_t count = 1000;
    for (std::uint32_t i = 0; i < count; ++i) {
        CHECK(add(t, i * 3, name(i)) == i + 1);   // numbered in the order of allocation
        addresses.push_back(&t[i + 1]);
    }
    CHECK(t.capacity() == 1024);
    for (std::uint32_t i = 0; i < count; ++i) {
        CHECK(find(t, i * 3, name(i)) == i + 1);
        CHECK(&t[i + 1] == addresses[i]);
        CHECK(find(t, i * 3 + 1, name(i)) == 0);   // not with another hash
    }
    for (std::uint32_t i = 0; i < count; ++i) remove(t, i + 1);
}

TEST_CASE("the slot that was released last is allocated first") {
    table t;
    for (std::uint32_t i = 0; i < 15; ++i) add(t, i, name(i));
    for (std::uint32_t const slot : {3U, 15U, 1U}) remove(t, slot);
    for (std::uint32_t const slot : {1U, 15U, 3U, 16U}) {
        CHECK(!t.full());
        CHECK(add(t, 100, name(slot)) == slot);
    }
    CHECK(t.full());
    for (std::uint32_t slot = 1; slot <= 16; ++slot) remove(t, slot);
}

TEST_CASE("objects with equal hashes are distinguished") {
    table t;
    for (std::uint32_t i = 0; i < 50; ++i) add(t, 5, name(i));
    for (std::uint32_t i = 0; i < 50; i += 2) remove(t, find(t, 5, name(i)));
    for (std::uint32_t i = 0; i < 50; ++i) CHECK((find(t, 5, name(i)) != 0) == (i % 2 == 1));
    int compared = 0;
    CHECK(t.find(5 + (1U << 20), [&](const std::string&) { return ++compared > 0; }) == 0);   // in the same chain
    CHECK(compared == 0);
    for (std::uint32_t i = 1; i < 50; i += 2) remove(t, find(t, 5, name(i)));
}

TEST_CASE("a slot table finds the same objects as a std::map") {
    std::mt19937 random{1};
    for (std::uint32_t const hashes : {1U, 7U, 1000U, 1U << 31}) {
        table t;
        std::map<std::uint32_t, std::uint32_t> slots;   // by number
        auto const hash = [&](std::uint32_t i) { return i * 0x9e3779b9U % hashes; };
        for (int step = 0; step < 4000; ++step) {
            auto const i = static_cast<std::uint32_t>(random() % 300);
            if (auto const found = slots.find(i); found == slots.end()) {
                REQUIRE(find(t, hash(i), name(i)) == 0);
                slots[i] = add(t, hash(i), name(i));
            } else {
                REQUIRE(find(t, hash(i), name(i)) == found->second);
                if (random() % 3 != 0) continue;
                remove(t, found->second);
                slots.erase(found);
            }
        }
        for (auto const& [i, slot] : slots) {
            CHECK(t[slot] == name(i));
            remove(t, find(t, hash(i), name(i)));
        }
        CHECK(t.capacity() <= 512);   // released slots are used again
    }
}
