// SPDX-License-Identifier: MIT
#include <sstream>
#include <string>

#include "support/catch.hpp"
#include "support/json.hpp"
#include "support/manual_clock.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::json, testing::manual_clock, testing::pass;

namespace {

std::string written(const sj::profile& prof) {
    std::ostringstream out;
    prof.write_trace(out);
    return out.str();
}
json trace_of(const sj::profile& prof) { return testing::json_parser::parse(written(prof)); }

}   // namespace

TEST_CASE("a trace has each call, in microseconds since the profile was made") {
    sj::profile prof{{.trace = true, .clock = manual_clock}};
    pass(1500);
    for (int i = 0; i < 2; ++i) {
        sj::profile::scope const outer{prof, "outer"};
        pass(250);
        sj::profile::scope const inner{prof, "inner"};
        pass(1'000'000'000);
    }
    auto const trace = trace_of(prof);
    auto const& events = trace["traceEvents"].elements;
    REQUIRE(events.size() == 4);
    for (auto const& e : events)
        CHECK((e["ph"].text == "X" && e["pid"].number > 0 && e["tid"].number == 1 && e.members.size() == 6));
    CHECK((events[0]["name"].text == "inner" && events[0]["ts"].number == 1.75 && events[0]["dur"].number == 1e6));
    CHECK(
        (events[1]["name"].text == "outer" && events[1]["ts"].number == 1.5 && events[1]["dur"].number == 1000000.25));
    CHECK(events[3]["ts"].number == 1000001.75);
    CHECK((trace["otherData"]["dropped_events"].number == 0 && trace["displayTimeUnit"].text == "ns"));
}

TEST_CASE("names of any bytes are JSON") {
    sj::profile prof{{.trace = true}};
    std::string every;
    for (int c = 0; c < 128; ++c) every += static_cast<char>(c);
    std::string const names[] = {every, "\"\\/",
                                 "d\xc3\xa9"
                                 "coder \xe2\x82\xac \xf0\x9f\x8e\xb5",
                                 ""};
    for (auto const& name : names) sj::profile::scope const s{prof, name};
    {
        sj::profile::scope const s{prof, "\xff"
                                         "a\xc3"
                                         "b\xed\xa0\x80\xe2\x82"};
    }
    auto const trace = trace_of(prof);
    for (std::size_t i = 0; i < 4; ++i) CHECK(trace["traceEvents"].elements[i]["name"].text == names[i]);
    std::string const bad = "\xef\xbf\xbd";   // U+FFFD, for each byte that is not UTF-8
    CHECK(trace["traceEvents"].elements[4]["name"].text == bad + "a" + bad + "b" + bad + bad + bad + bad + bad);
}

TEST_CASE("events beyond the bound are counted, and said") {
    sj::profile prof{{.trace = true, .max_events = 10, .clock = manual_clock}};
    auto const calls = [&](int n) {
        for (; n > 0; --n) sj::profile::scope const s{prof, "call"};
    };
    calls(10);
    CHECK(prof.dropped_events() == 0);
    calls(7);
    CHECK((prof.dropped_events() == 7 && trace_of(prof)["traceEvents"].elements.size() == 10));
    CHECK(trace_of(prof)["otherData"]["dropped_events"].number == 7);
    std::ostringstream table;
    prof.report(table);
    CHECK(testing::says(table.str(), "the trace had no room for 7 calls"));
    prof.clear();
    CHECK((prof.dropped_events() == 0 && trace_of(prof)["traceEvents"].elements.empty()));
    calls(3);
    CHECK(trace_of(prof)["traceEvents"].elements.size() == 3);
    calls(8);
    CHECK((prof.dropped_events() == 1 && testing::entry_of(prof, "call").calls == 11));
}

TEST_CASE("a trace is recorded only where it is asked for, and has a bound") {
    sj::profile prof;
    { sj::profile::scope const s{prof, "call"}; }
    CHECK((trace_of(prof)["traceEvents"].elements.empty() && prof.dropped_events() == 0));
    for (auto const wrong : {std::size_t{0}, ~std::size_t{0}})
        CHECK_THROWS_AS((sj::profile{{.trace = true, .max_events = wrong}}), sj::argument_error);
}

TEST_CASE("a long trace arrives whole") {
    sj::profile prof{{.trace = true}};
    for (int i = 0; i < 5000; ++i) sj::profile::scope const s{prof, "call"};
    CHECK(trace_of(prof)["traceEvents"].elements.size() == 5000);
}
