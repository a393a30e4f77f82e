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

std::string trace_text(const sj::profile& prof) {
    std::ostringstream out;
    prof.write_trace(out);
    return out.str();
}
json trace_of(const sj::profile& prof) { return testing::json_parser::parse(trace_text(prof)); }

}   // namespace

TEST_CASE("a trace holds each call, in microseconds since the construction of the profile") {
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
    for (auto const& e : events) {
        CHECK(e["ph"].text == "X");
        CHECK(e["pid"].number > 0);
        CHECK(e["tid"].number == 1);
        CHECK(e.members.size() == 6);
    }
    CHECK(events[0]["name"].text == "inner");
    CHECK(events[0]["ts"].number == 1.75);
    CHECK(events[0]["dur"].number == 1e6);
    CHECK(events[1]["name"].text == "outer");
    CHECK(events[1]["ts"].number == 1.5);
    CHECK(events[1]["dur"].number == 1000000.25);
    CHECK(events[3]["ts"].number == 1000001.75);
    CHECK(trace["otherData"]["dropped_events"].number == 0);
    CHECK(trace["displayTimeUnit"].text == "ns");
}

TEST_CASE("names of arbitrary bytes become valid JSON strings") {
    sj::profile prof{{.trace = true}};
    std::string all_ascii;
    for (int c = 0; c < 128; ++c) all_ascii += static_cast<char>(c);
    std::string const names[] = {all_ascii, "\"\\/",
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
    std::string const replacement = "\xef\xbf\xbd";   // U+FFFD, for each byte that is not UTF-8
    CHECK(trace["traceEvents"].elements[4]["name"].text ==
          replacement + "a" + replacement + "b" + replacement + replacement + replacement + replacement + replacement);
}

TEST_CASE("events beyond max_events are counted and reported") {
    sj::profile prof{{.trace = true, .max_events = 10, .clock = manual_clock}};
    auto const calls = [&](int n) {
        for (; n > 0; --n) sj::profile::scope const s{prof, "call"};
    };
    calls(10);
    CHECK(prof.dropped_events() == 0);
    calls(7);
    CHECK(prof.dropped_events() == 7);
    CHECK(trace_of(prof)["traceEvents"].elements.size() == 10);
    CHECK(trace_of(prof)["otherData"]["dropped_events"].number == 7);
    std::ostringstream table;
    prof.report(table);
    CHECK(testing::says(table.str(), "the trace had no room for 7 calls"));
    prof.clear();
    CHECK(prof.dropped_events() == 0);
    CHECK(trace_of(prof)["traceEvents"].elements.empty());
    calls(3);
    CHECK(trace_of(prof)["traceEvents"].elements.size() == 3);
    calls(8);
    CHECK(prof.dropped_events() == 1);
    CHECK(testing::entry_of(prof, "call").calls == 11);
}

TEST_CASE("events are stored only with the option trace; max_events has limits") {
    sj::profile prof;
    { sj::profile::scope const s{prof, "call"}; }
    CHECK(trace_of(prof)["traceEvents"].elements.empty());
    CHECK(prof.dropped_events() == 0);
    for (auto const invalid : {std::size_t{0}, ~std::size_t{0}})
        CHECK_THROWS_AS((sj::profile{{.trace = true, .max_events = invalid}}), sj::argument_error);
}

TEST_CASE("a long trace is written completely") {
    sj::profile prof{{.trace = true}};
    for (int i = 0; i < 5000; ++i) sj::profile::scope const s{prof, "call"};
    CHECK(trace_of(prof)["traceEvents"].elements.size() == 5000);
}
