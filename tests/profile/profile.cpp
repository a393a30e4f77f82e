// SPDX-License-Identifier: MIT
#include <symphonic/profile/profile.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "support/catch.hpp"
#include "support/manual_clock.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::entry_of, testing::manual_clock, testing::ns, testing::pass;

namespace {

void recurse(sj::profile& prof, int depth) {
    sj::profile::scope const s{prof, "recurse"};
    pass(10);
    if (depth == 1) return;
    sj::profile::scope const between{prof, "between"};
    pass(1);
    recurse(prof, depth - 1);
}

}   // namespace

static_assert(!std::movable<sj::profile> && !std::movable<sj::profile::scope>);
static_assert(std::is_nothrow_constructible_v<sj::profile::scope, sj::profile&, std::string_view>);
static_assert(std::is_trivially_copyable_v<sj::profile::label>);

TEST_CASE("self time excludes scopes inside, and entries are sorted by self time") {
    sj::profile prof{{.clock = manual_clock}};
    for (int i = 0; i < 4; ++i) {
        sj::profile::scope const outer{prof, "outer"};
        pass(5);
        for (int k = 0; k < 2; ++k) {
            sj::profile::scope const middle{prof, "middle"};
            pass(20);
            sj::profile::scope const inner{prof, "inner"};
            pass(100);
        }
    }
    auto const entries = prof.entries();
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].name == "inner");
    CHECK(entries[1].name == "middle");
    CHECK(entries[2].name == "outer");
    CHECK(entries[0].calls == 8);
    CHECK(ns(entries[0].total) == 800);
    CHECK(ns(entries[0].self) == 800);
    CHECK(entries[1].calls == 8);
    CHECK(ns(entries[1].total) == 960);
    CHECK(ns(entries[1].self) == 160);
    CHECK(entries[2].calls == 4);
    CHECK(ns(entries[2].total) == 980);
    CHECK(ns(entries[2].self) == 20);
    CHECK(ns(entries[2].mean) == 245);
}

TEST_CASE("in recursion only the outermost call is added to the total") {
    sj::profile prof{{.clock = manual_clock}};
    recurse(prof, 3);
    auto const all = entry_of(prof, "recurse"), between = entry_of(prof, "between");
    CHECK(all.calls == 3);
    CHECK(ns(all.total) == 32);
    CHECK(ns(all.self) == 30);
    CHECK(between.calls == 2);
    CHECK(ns(between.total) == 22);
    CHECK(ns(between.self) == 2);
    recurse(prof, 1);
    CHECK(ns(entry_of(prof, "recurse").total) == 42);
}

TEST_CASE("equal names are one entry, as labels or strings, with any bytes") {
    sj::profile prof{{.clock = manual_clock}};
    auto const label = prof.named("one");
    for (int i = 0; i < 3; ++i) {
        sj::profile::scope const a{label};
        sj::profile::scope const b{prof, std::string{"o"} + "ne"};
        sj::profile::scope const c{prof.named("one")};
    }
    CHECK(prof.entries().size() == 1);
    CHECK(entry_of(prof, "one").calls == 9);
    std::string const long_name(1000, 'x'), zero("a\0b", 3);
    for (std::string const& name : {std::string{}, zero, std::string{"a"}, long_name, long_name + "y"})
        sj::profile::scope const s{prof, name};
    CHECK(prof.entries().size() == 6);
    CHECK(entry_of(prof, zero).calls == 1);
    CHECK(entry_of(prof, long_name).calls == 1);
}

TEST_CASE("many similar names in two profiles at a time") {
    sj::profile first{{.clock = manual_clock}}, second{{.clock = manual_clock}};
    for (int round = 0; round < 2; ++round)
        for (unsigned i = 0; i < 300; ++i) {
            std::string const name = "beginning" + std::to_string(i) + "and the end";
            sj::profile::scope const a{first, name}, b{second, name}, c{first, std::to_string(i)};
            pass(i);
        }
    auto const by_name = [](const sj::profile& prof) {
        std::map<std::string, sj::profile_entry> found;
        for (auto const& e : prof.entries()) found.emplace(e.name, e);
        return found;
    };
    auto const in_first = by_name(first), in_second = by_name(second);
    CHECK(in_first.size() == 600);
    CHECK(in_second.size() == 300);
    for (unsigned i = 0; i < 300; ++i) {
        std::string const name = "beginning" + std::to_string(i) + "and the end";
        CHECK(in_first.at(name).calls == 2);
        CHECK(ns(in_first.at(name).self) == 0);
        CHECK(in_first.at(std::to_string(i)).calls == 2);
        CHECK(ns(in_second.at(name).self) == 2 * i);
    }
}

TEST_CASE("99 % of the calls take no longer than p99, within 3.2 %") {
    sj::profile prof{{.clock = manual_clock}};
    for (std::uint64_t i = 1; i <= 1000; ++i) {
        sj::profile::scope const s{prof, "all"};
        pass(i * 1000);
    }
    CHECK(entry_of(prof, "all").p99 == Approx(990e-6).epsilon(0.032));
    for (int i = 0; i < 9; ++i) sj::profile::scope const s{prof, "nothing"};
    CHECK(entry_of(prof, "nothing").p99 == 0);
}

TEST_CASE("clear removes closed scopes; an open scope counts when it closes") {
    sj::profile prof{{.clock = manual_clock}};
    CHECK(prof.entries().empty());
    {
        sj::profile::scope const open{prof, "open"};
        {
            sj::profile::scope const before{prof, "before"};
            pass(7);
        }
        prof.clear();
        CHECK(prof.entries().empty());
        pass(3);
    }
    auto const entries = prof.entries();
    REQUIRE(entries.size() == 1);
    REQUIRE(entries[0].name == "open");
    CHECK(ns(entries[0].total) == 10);
    CHECK(ns(entries[0].self) == 3);
    CHECK(ns(entries[0].p99) == 10);
    {
        sj::profile::scope const again{prof, "before"};
        pass(2);
    }
    auto const before = entry_of(prof, "before");
    CHECK(before.calls == 1);
    CHECK(ns(before.total) == 2);
    CHECK(ns(before.p99) == 2);
}

TEST_CASE("an exception closes scopes; scopes may close in any order") {
    sj::profile prof{{.clock = manual_clock}};
    try {
        sj::profile::scope const outer{prof, "outer"};
        pass(1);
        sj::profile::scope const inner{prof, "inner"};
        pass(10);
        throw 1;
    } catch (int) {}
    CHECK(entry_of(prof, "outer").calls == 1);
    CHECK(ns(entry_of(prof, "outer").self) == 1);
    std::optional<sj::profile::scope> a, b, c;
    a.emplace(prof, "a"), b.emplace(prof, "b"), c.emplace(prof, "c");
    pass(5);
    b.reset(), a.reset(), c.reset();
    CHECK(ns(entry_of(prof, "c").self) == 5);
    {
        sj::profile::scope const s{prof, "afterwards"};
        pass(4);
    }
    CHECK(ns(entry_of(prof, "afterwards").total) == 4);
}

TEST_CASE("a clock that goes back gives a duration of 0") {
    sj::profile prof{{.clock = manual_clock}};
    pass(10);
    {
        sj::profile::scope const s{prof, "back"};
        testing::manual_nanoseconds -= 5;
    }
    CHECK(entry_of(prof, "back").calls == 1);
    CHECK(ns(entry_of(prof, "back").total) == 0);
}

TEST_CASE("without the option clock, times are those of std::chrono::steady_clock") {
    using clock = std::chrono::steady_clock;
    auto const seconds = [](clock::duration d) { return std::chrono::duration<double>{d}.count(); };
    sj::profile prof;
    auto const before = clock::now();
    double inside = 0;
    {
        sj::profile::scope const s{prof, "wait"};
        auto const began = clock::now();
        while (seconds(clock::now() - began) < 0.02) {}
        inside = seconds(clock::now() - began);
    }
    auto const outside = seconds(clock::now() - before);
    auto const measured = entry_of(prof, "wait").total;
    CHECK(measured >= inside);
    CHECK(measured <= outside);
}

TEST_CASE("a profile may be read immediately after its construction") {
    sj::profile prof;
    { sj::profile::scope const s{prof, "short"}; }
    auto const e = entry_of(prof, "short");
    CHECK(e.calls == 1);
    CHECK(e.total >= 0);
    CHECK(e.total < 10);
}
