// SPDX-License-Identifier: MIT
#include <ranges>

#include <symphonic/core/stage_of.hpp>
#include <symphonic/views.hpp>

#include "support/everywhere.hpp"
#include "support/stream_types.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::accepts, testing::flat, testing::noise;

namespace {

/// An aggregate with the upstream as its first member.
template <class Up> struct every_other_stream : sj::stream_facade<every_other_stream<Up>> {
    Up up;
    bool skipped = false;
    bool next() {
        while (up.next())
            if (!(skipped = !skipped)) return true;
        return false;
    }
    decltype(auto) get() const { return up.get(); }
    bool ended() const { return up.ended(); }
    sj::audio_format format() const { return up.format(); }
};
inline constexpr auto every_other = sj::stage_of<every_other_stream>();

/// An aggregate with stage_facade as base, a required concept and an argument.
template <sj::frame_stream Up> struct clipped_stream : sj::stage_facade<clipped_stream<Up>, Up> {
    double limit;
    std::vector<sj::sample_t<Up>> out{};
    bool next() {
        if (!this->upstream().next()) return false;
        auto const max = static_cast<sj::sample_t<Up>>(limit);
        auto const in = this->upstream().get();
        out.assign(in.begin(), in.end());
        for (auto& x : out) x = std::clamp(x, -max, max);
        return true;
    }
    std::span<const sj::sample_t<Up>> get() const { return out; }
};
constexpr auto clipped(double limit) { return sj::stage_of<clipped_stream>(limit); }

/// A class with a constructor and a domain of its own, which modifies its argument.
template <sj::upstream Up>
class counted_stream : public sj::stage_facade<counted_stream<Up>, Up, sj::domain::none> {
public:
    counted_stream(Up up, std::vector<int> begin, int step)
        : counted_stream::stage_facade(std::move(up)), count_(std::move(begin)), step_(step) {}
    bool next() {
        if (!this->upstream().next()) return false;
        count_[0] += step_;
        return true;
    }
    int get() const { return count_[0]; }

private:
    std::vector<int> count_;
    int step_;
};
auto counted(int begin, int step) { return sj::stage_of<counted_stream>(std::vector{begin}, step); }

using halves = decltype(std::declval<testing::powers>() | every_other);
static_assert(std::ranges::input_range<halves> && sj::domain_of<halves> == sj::domain::power);
static_assert(accepts<decltype(every_other), testing::source> && accepts<decltype(every_other), testing::framed&>);
static_assert(accepts<decltype(every_other), std::vector<float>> && !accepts<decltype(every_other), int>);
static_assert(!accepts<decltype(every_other), const testing::source&>);
using clip = decltype(clipped(1));
static_assert(accepts<clip, testing::framed> && accepts<clip, std::vector<std::vector<double>>>);
static_assert(!accepts<clip, testing::source> && !accepts<clip, testing::powers> && !accepts<clip, testing::spectra>);
static_assert(std::is_empty_v<std::remove_const_t<decltype(every_other)>>);

}   // namespace

TEST_CASE("stage_of turns a stream class into a stage that is accepted everywhere") {
    auto const x = noise(600);
    auto want = x;
    for (float& s : want) s = std::clamp(s, -0.5F, 0.5F);
    CHECK(testing::everywhere<float>(x, 1, v::frames(50, 50) | clipped(0.5)) == want);
    auto const y = noise<double>(20);
    CHECK(flat<double>(sj::from(y, 1.0) | v::frames(10, 10) | clipped(9)) == y);
    auto const counts = testing::everywhere<int>(x, 1, v::frames(200, 200) | every_other | counted(10, 5));
    CHECK(counts == std::vector{15});
    std::vector<float> second;
    for (std::size_t i = 50; i < 600; i += 100) second.insert(second.end(), x.data() + i, x.data() + i + 50);
    CHECK(flat(sj::from(x, 1.0) | v::frames(50, 50) | every_other) == second);
    CHECK((sj::from(x, 8.0) | v::frames(50, 50) | every_other | clipped(1)).format().sample_rate == 8);
}

TEST_CASE("stage_of copies its arguments into each pipeline") {
    auto const x = noise(100);
    auto const counting = v::frames(50, 50) | counted(10, 5);
    for (int i = 0; i < 2; ++i) CHECK(flat<int>(sj::from(x, 1.0) | counting) == std::vector{15, 20});
    constexpr auto pipeline = v::frames(10, 10) | clipped(0.5) | v::rms;
    CHECK(flat<double>(sj::from(x, 1.0) | pipeline).size() == 10);
    CHECK(flat(sj::from(x, 1.0) | v::frames(10, 10) | std::views::take(3) | clipped(1) | std::views::join).size() ==
          30);
}
