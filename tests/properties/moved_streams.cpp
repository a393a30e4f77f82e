// SPDX-License-Identifier: MIT
// A moved-from source has ended, before and after its first element, and so has a pipeline over it. support/everywhere.hpp checks
// the same of each stage. A pipeline whose borrowed stream was destroyed throws.
#include <list>
#include <memory>
#include <ranges>

#include <symphonic/parallel.hpp>
#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::message, testing::noise;

namespace {

/// Moves a stream after `pulled` elements and checks the moved-from one.
template <class S> void check_moved_from(S stream, int pulled) {
    CAPTURE(pulled);
    for (int i = 0; i < pulled; ++i) REQUIRE(stream.next());
    S moved = std::move(stream);
    CHECK(stream.moved_from());
    CHECK_FALSE(stream.next());
    CHECK(stream.ended());
    static_cast<void>(stream.format());
    CHECK(stream.begin() == stream.end());
    auto pipeline = std::move(stream) | v::take(3);
    CHECK_FALSE(pipeline.next());
    CHECK(pipeline.ended());
    CHECK(moved.next());

    stream = std::move(moved);   // usable again
    CHECK_FALSE(stream.moved_from());
    CHECK(moved.ended());
    CHECK(stream.next());
}

/// `make` returns a stream of at least four elements.
void check_moved_from(auto make) {
    for (int const pulled : {0, 1}) check_moved_from(make(), pulled);
}

}   // namespace

TEST_CASE("a moved-from stream has ended", "[threads]") {
    auto const x = noise(1000);
    sj::from_options const chunk{.chunk_frames = 10};
    auto const source = [&] { return sj::from(x, 8000.0, chunk); };
    check_moved_from([&] { return source(); });
    check_moved_from([&] { return sj::from(std::vector<float>(x), 8000.0, chunk); });
    check_moved_from([&] { return sj::from(std::list<float>(x.begin(), x.end()), 8000.0, chunk); });
    check_moved_from([&] { return x | std::views::take(10) | v::map([](float s) { return s; }); });
    check_moved_from([] { return sj::generate([](std::int64_t) { return 1.0F; }, 8000.0, {.chunk_frames = 10}); });
    check_moved_from([&] { return source() | v::prefetch(3); });
    check_moved_from([&] { return source() | v::batch(3); });
    check_moved_from([&] { return source() | v::parallel([](auto b) { return b.position(); }); });
    check_moved_from([&] { return std::get<0>(sj::fork(source(), v::take(1000))); });
    check_moved_from([&] { return sj::concat(source(), source()); });
    check_moved_from([&] { return source() | v::frames(10, 5, {.padding = sj::padding::reflect}); });
    check_moved_from([&] { return source() | v::stft({.size = 16}) | v::power; });
    auto borrowed = source();
    check_moved_from([&] { return borrowed | v::take(500); });

    testing::temporary_file const wav{".wav"};
    testing::write_recording(wav.path(), x, 1, 8000, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    check_moved_from([&] { return sj::reader{wav.path(), {.chunk_frames = 10}}; });

    sj::push_source<float> live{8000.0}, moved = std::move(live);
    CHECK(live.push(x) == 0);
    CHECK_FALSE(live.next());
    CHECK(live.ended());
}

TEST_CASE("a stream that is assigned to itself stays usable") {
    auto stream = sj::from(std::vector<float>(100), 8000.0) | v::mono;
    auto& same = stream;
    stream = std::move(same);
    CHECK_FALSE(stream.moved_from());
}

TEST_CASE("a pipeline throws if the stream that it borrows was destroyed") {
    auto const expected =
        "|: the stream that this pipeline borrows was destroyed; move it into the pipeline with std::move, or "
        "keep it as long as the pipeline";
    auto const make = [] { return sj::generate([] { return 1.0F; }, 8000.0); };
    using source = decltype(make());
    alignas(source) std::byte memory[sizeof(source)];   // still accessible after the source is destroyed
    auto* const borrowed = new (memory) source{make()};
    auto stream = *borrowed | v::mono | v::checked;
    CHECK(stream.next());
    std::destroy_at(borrowed);
    CHECK(message<sj::format_error>([&] { return stream.next(); }) == expected);
    std::ranges::fill(memory, std::byte{42});   // as if other objects used the memory
    CHECK(message<sj::format_error>([&] { return stream.next(); }) == expected);
}
