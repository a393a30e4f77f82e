// SPDX-License-Identifier: MIT
#include <map>
#include <random>
#include <string>

#include <symphonic/cache/detail/slab_index.hpp>

#include "support/catch.hpp"

using table = symphonic::detail::slot_table<std::string>;

namespace {

std::uint32_t add(table& t, std::uint32_t hash, const std::string& text) {
    if (t.full()) t.grow();
    auto const slot = t.take();
    ::new (static_cast<void*>(&t[slot])) std::string(text);
    t.insert(hash, slot);
    return slot;
}
void remove(table& t, std::uint32_t slot) {
    t.erase(slot);
    std::destroy_at(&t[slot]);
    t.give(slot);
}
std::uint32_t find(const table& t, std::uint32_t hash, const std::string& text) {
    return t.find(hash, [&](const std::string& s) { return s == text; });
}
/// Long enough to own memory.
std::string name(std::uint32_t i) { return "an object of a slot table: " + std::to_string(i); }

}   // namespace

TEST_CASE("a slot table without objects") {
    table t;
    CHECK((t.full() && t.capacity() == 0 && find(t, 0, "") == 0 && find(t, 7, "") == 0));
    t.grow();
    CHECK((!t.full() && t.capacity() == 16 && find(t, 0, "") == 0));
}

TEST_CASE("a slot table that grows keeps all objects, where they are") {
    table t;
    std::vector<std::string*> places;
    constexpr std::uint32_t count = 1000;
    for (std::uint32_t i = 0; i < count; ++i) {
        CHECK(add(t, i * 3, name(i)) == i + 1);   // numbered in the order in which they are taken
        places.push_back(&t[i + 1]);
    }
    CHECK(t.capacity() == 1024);
    for (std::uint32_t i = 0; i < count; ++i) {
        CHECK((find(t, i * 3, name(i)) == i + 1 && &t[i + 1] == places[i]));
        CHECK(find(t, i * 3 + 1, name(i)) == 0);   // not under another hash
    }
    for (std::uint32_t i = 0; i < count; ++i) remove(t, i + 1);
}

TEST_CASE("the slot that was given back last is taken first") {
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

TEST_CASE("objects of one hash are told apart") {
    table t;
    for (std::uint32_t i = 0; i < 50; ++i) add(t, 5, name(i));
    for (std::uint32_t i = 0; i < 50; i += 2) remove(t, find(t, 5, name(i)));
    for (std::uint32_t i = 0; i < 50; ++i) CHECK((find(t, 5, name(i)) != 0) == (i % 2 == 1));
    int looked_at = 0;
    CHECK(t.find(5 + (1U << 20), [&](const std::string&) { return ++looked_at > 0; }) == 0);   // of the same chain
    CHECK(looked_at == 0);
    for (std::uint32_t i = 1; i < 50; i += 2) remove(t, find(t, 5, name(i)));
}

TEST_CASE("a slot table against a map") {
    std::mt19937 random{1};
    for (std::uint32_t const hashes : {1U, 7U, 1000U, 1U << 31}) {
        table t;
        std::map<std::uint32_t, std::uint32_t> slots;   // of numbers
        auto const hash = [&](std::uint32_t i) { return i * 0x9e3779b9U % hashes; };
        for (int step = 0; step < 4000; ++step) {
            auto const i = static_cast<std::uint32_t>(random() % 300);
            if (auto const there = slots.find(i); there == slots.end()) {
                REQUIRE(find(t, hash(i), name(i)) == 0);
                slots[i] = add(t, hash(i), name(i));
            } else {
                REQUIRE(find(t, hash(i), name(i)) == there->second);
                if (random() % 3 != 0) continue;
                remove(t, there->second);
                slots.erase(there);
            }
        }
        for (auto const& [i, slot] : slots) {
            CHECK(t[slot] == name(i));
            remove(t, find(t, hash(i), name(i)));
        }
        CHECK(t.capacity() <= 512);   // what is given back is used again
    }
}
