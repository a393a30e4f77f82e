// SPDX-License-Identifier: MIT
// Hits do not allocate, nor do puts of pointers into a table that need not grow; after a failed allocation the cache is
// consistent. A program of its own, because it replaces the allocator.
#include <chrono>
#include <string>
#include <vector>

#include <symphonic/cache.hpp>

#include "support/counting_allocator.hpp"
#include "support/program_checks.hpp"

namespace sj = symphonic;
using namespace std::chrono_literals;

namespace {

using testing::allocations_of, testing::allowed, testing::check;

template <class Policy> void no_allocation() {
    sj::manual_clock clock;
    sj::lru_cache<std::string, std::string, Policy> c{
        {.max_entries = 100, .max_bytes = 10'000, .ttl = 5s, .on_removal = [](auto&&...) {}, .clock = clock}};
    auto const key = [](int i) { return "a key that owns memory " + std::to_string(i); };
    for (int i = 0; i < 200; ++i) c.put(key(i), "x");
    std::string const text = key(150);
    char const* const literal = "a key that owns memory 150";
    check(allocations_of([&] {
              for (int i = 0; i < 10; ++i) {
                  check(c.get(text) && c.get(literal) && c.get(std::string_view{literal}) && c.contains(literal));
                  check(c.get_or_compute(literal, [] { return "y"; }) == c.get(text));
              }
          }) == 0);
    check(allocations_of([&] { check(!c.get("a key that owns memory 1") && !c.contains(text.c_str() + 1)); }) == 0);
    auto const value = std::make_shared<const std::string>("a value");
    std::vector<std::string> keys;
    for (int i = 0; i < 300; ++i) keys.push_back(key(i));
    check(allocations_of([&] {   // these evict and replace
              for (auto& k : keys) check(c.put(std::move(k), value));
          }) == 0);
    std::string again = key(299);
    check(allocations_of([&] { check(c.put(std::move(again), value)); }) == 0);
    check(allocations_of([&] { check(c.erase("a key that owns memory 250")); }) == 0);
    std::string one = key(1);
    check(allocations_of([&] { check(c.put(std::move(one), value)); }) == 0);
    check(allocations_of([&] {
              c.resize(50);
              c.resize_bytes(1000);
              clock.advance(5s);
              check(c.get(text) == nullptr && c.remove_expired() > 0);
              c.clear();
          }) == 0);
    c.resize(100);
    c.resize_bytes(10'000);
    std::vector<std::string> others;
    for (int i = 0; i < 100; ++i) others.push_back(key(i));
    check(allocations_of([&] {   // released slots are used again
              for (auto& k : others) check(c.put(std::move(k), value));
          }) == 0);
}

struct throwing_key {
    static inline bool moves = true;
    int id;
    explicit throwing_key(int i) : id(i) {}
    throwing_key(const throwing_key&) = delete;
    throwing_key(throwing_key&& other) : id(other.id) {
        if (!moves) throw 5;
    }
    throwing_key& operator=(const throwing_key&) = delete;
    ~throwing_key() = default;
    bool operator==(const throwing_key& other) const { return id == other.id; }
};
struct throwing_key_hash {
    std::size_t operator()(const throwing_key& k) const { return static_cast<std::size_t>(k.id); }
};

/// A slot is released if the key cannot be moved into it.
void slots_are_released() {
    sj::lru_cache<throwing_key, int, sj::lru, throwing_key_hash> c;
    auto const value = std::make_shared<const int>(1);
    for (int i = 0; i < 10; ++i) c.put(throwing_key{i}, value);
    check(allocations_of([&] {
              for (int i = 0; i < 100; ++i) {
                  throwing_key::moves = i % 20 == 0;
                  try {
                      check(c.put(throwing_key{20 + i}, value, {}) && throwing_key::moves);
                  } catch (int) {
                      check(!throwing_key::moves);
                  }
              }
          }) == 0);
    throwing_key::moves = true;
    check(c.size() == 15);
}

/// Repeats each operation with 0, 1, ... allocations allowed until it succeeds.
template <class Policy> void failing_allocations() {
    using cache = sj::lru_cache<std::string, std::string, Policy>;
    using operation = void (*)(cache&);
    std::string const text = "a text that owns memory";
    for (operation const what :
         {operation{[](cache& c) { c.put("a key that owns memory 99", "a value that owns memory"); }},
          operation{[](cache& c) { c.put("a key that owns memory 3", "a value that owns memory"); }},
          operation{[](cache& c) {
              c.get_or_compute("a key that owns memory 99", [] { return "a value that owns memory"; });
          }},
          operation{[](cache& c) {
              c.erase("a key that owns memory 3");
              c.put("a key that owns memory 99", "a value that owns memory");
          }},
          operation{[](cache& c) { static_cast<void>(c.items()); }}})
        for (int const entries : {0, 15, 16, 32, 64, 100}) {
            bool done = false;
            std::size_t tries = 0;
            for (; !done; ++tries) {
                cache c;
                for (int i = 0; i < entries; ++i) c.put(text + std::to_string(i), text);
                allowed = tries;
                try {
                    what(c);
                    done = true;
                } catch (const std::bad_alloc&) {
                    // try again with one more
                }
                allowed = SIZE_MAX;
                std::size_t bytes = 0;
                auto const items = c.items();
                for (auto const& item : items) {
                    bytes += sizeof(std::string) + item.value->size();
                    check(c.get(item.key) == item.value);
                }
                check(c.size() == items.size() && c.stats().bytes == bytes);
                check(items.size() + 1 >= static_cast<std::size_t>(entries));
                check(*c.get_or_compute("a key that owns memory 99", [&] { return text; }) != "");
                for (int i = 0; i < 200; ++i) check(c.put(text + std::to_string(i), text));
                for (int i = 0; i < 200; ++i) check(*c.get(text + std::to_string(i)) == text);
            }
            check(tries > 1 || entries == 0);
        }
}

}   // namespace

int main() {
    check(allocations_of([] { static_cast<void>(std::make_shared<std::string>(100, 'x')); }) ==
          2);   // the replacement counts
    no_allocation<sj::lru>();
    no_allocation<sj::sieve>();
    slots_are_released();
    failing_allocations<sj::lru>();
    failing_allocations<sj::sieve>();
    return testing::exit_status();
}
