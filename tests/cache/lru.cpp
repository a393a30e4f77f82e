// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <symphonic/cache/lru_cache.hpp>

#include "support/cache_checks.hpp"
#include "support/catch.hpp"

namespace sj = symphonic;

namespace {

using testing::get, testing::order, testing::put;

/// A policy of the user: evicts the entry that was put first.
class fifo {
public:
    void reserve(std::uint32_t highest) { slots_.reserve(highest); }
    void insert(std::uint32_t slot) noexcept { slots_.push_back(slot); }
    void touch(std::uint32_t) noexcept {}
    void erase(std::uint32_t slot) noexcept { slots_.erase(at(slot)); }
    std::uint32_t victim() noexcept { return slots_.front(); }
    std::uint32_t first() const noexcept { return slots_.empty() ? 0 : slots_.back(); }
    std::uint32_t next(std::uint32_t slot) const noexcept {
        auto const found = at(slot);
        return found == slots_.begin() ? 0 : found[-1];
    }

private:
    std::vector<std::uint32_t>::const_iterator at(std::uint32_t slot) const {
        return std::find(slots_.begin(), slots_.end(), slot);
    }
    std::vector<std::uint32_t> slots_{};
};

using lru = sj::lru_cache<char, int>;

}   // namespace

TEST_CASE("lru evicts the least recently used entry") {
    lru c{{.max_entries = 3}};
    put(c, "abc");
    get(c, "ac");
    put(c, "d");
    CHECK(order(c) == "dca");
    put(c, "a");
    put(c, "e");
    CHECK(order(c) == "ead");
}

TEST_CASE("a cache evicts in the order of a policy of the user") {
    sj::lru_cache<char, int, fifo> c{{.max_entries = 3}};
    put(c, "abc");
    get(c, "aaa");
    put(c, "d");
    CHECK(order(c) == "dcb");
    c.erase('c');
    put(c, "ef");
    CHECK(order(c) == "fed");
    for (int i = 0; i < 100; ++i) c.put(static_cast<char>(i), i);
    CHECK(c.size() == 3);
    CHECK(*c.get('\x63') == 99);
    CHECK(c.get('\x61'));
    CHECK(!c.get('\x60'));
    c.resize(sj::unlimited);
    for (int i = 0; i < 100; ++i) c.put(static_cast<char>(i), i);
    CHECK(c.size() == 100);
    CHECK(c.items().size() == 100);
}
