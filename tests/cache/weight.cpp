// SPDX-License-Identifier: MIT
#include <list>
#include <map>
#include <string>
#include <vector>

#include <symphonic/cache/detail/weight.hpp>
#include <symphonic/core/owning.hpp>
#include <symphonic/memory/matrix.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;
using sj::detail::weight_of;

namespace {
struct nothing {};
struct pair {
    double a, b;
};
struct recording {   // samples() goes before size()
    std::vector<short> all;
    const std::vector<short>& samples() const { return all; }
    std::size_t size() const { return 1; }
};
}   // namespace

TEST_CASE("a value weighs its size and that of its elements") {
    CHECK(weight_of(nothing{}) == 1);
    CHECK(weight_of('a') == 1);
    CHECK(weight_of(1.0) == 8);
    CHECK(weight_of(pair{}) == 16);
    CHECK(weight_of(std::vector<float>(500)) == sizeof(std::vector<float>) + 2000);
    CHECK(weight_of(std::vector<float>{}) == sizeof(std::vector<float>));
    CHECK(weight_of(std::string(100, 'x')) == sizeof(std::string) + 100);
    CHECK(weight_of(std::list<double>(3)) == sizeof(std::list<double>) + 24);
    CHECK(weight_of(std::map<int, int>{{1, 2}}) == sizeof(std::map<int, int>) + 8);
    CHECK(weight_of(std::vector<std::string>(2, std::string(100, 'x'))) ==
          sizeof(std::vector<int>) + 2 * sizeof(std::string));   // the text of the strings is not counted
}

TEST_CASE("a matrix and an audio_buffer weigh their elements") {
    CHECK(weight_of(sj::matrix<double>(3, 5)) == sizeof(sj::matrix<double>) + 120);
    CHECK(weight_of(sj::matrix<float>(0, 5)) == sizeof(sj::matrix<float>));
    CHECK(weight_of(sj::audio_buffer<float>{}) == sizeof(sj::audio_buffer<float>));
    CHECK(weight_of(sj::audio_buffer<float>{std::vector<float>(10), {.sample_rate = 1, .channels = 2}}) ==
          sizeof(sj::audio_buffer<float>) + 40);
    CHECK(weight_of(recording{std::vector<short>(10)}) == sizeof(recording) + 20);
}
