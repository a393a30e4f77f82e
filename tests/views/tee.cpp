// SPDX-License-Identifier: MIT
#include <symphonic/symphonic.hpp>

#include "support/everywhere.hpp"
#include "support/recording.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

TEST_CASE("tee passes each element to its sink once and changes nothing") {
    auto const x = testing::noise(1000);
    sj::signal_accumulator summary;
    std::size_t calls = 0;
    auto const observer = v::tee([&](sj::block<const float> b) { summary.push(b.samples()), ++calls; });
    auto stream = sj::from(x, 1.0, {.chunk_frames = 100}) | observer;
    CHECK(sj::domain_of<decltype(stream)> == sj::domain::samples);
    CHECK(stream.format().sample_rate == 1);
    CHECK(testing::same_bits(testing::flat(stream), x));
    CHECK(calls == 10);
    CHECK(summary.result().energy == sj::energy(x));
}

TEST_CASE("tee passes on every element of a live source and of a moved stream") {
    auto const x = testing::noise(600);
    std::size_t samples = 0;
    auto const observer = v::tee([&](auto b) { samples += b.samples().size(); });
    CHECK(testing::same_bits(testing::everywhere<float>(x, 2, observer), x));
    CHECK(samples == 10 * x.size());   // everywhere pulls the signal once whole and in 9 other ways
}

TEST_CASE("tee pulls no further than its consumer, and exceptions of the sink reach the caller") {
    auto const x = testing::noise(1000);
    std::size_t calls = 0;
    for (auto const f : sj::from(x, 1.0) | v::frames(10, 10) | v::tee([&](auto) { ++calls; })) {
        CHECK(f.size() == 10);
        if (calls == 3) break;
    }
    CHECK(calls == 3);
    auto const throwing = v::tee([](auto) { throw sj::format_error{"refused"}; });
    CHECK(testing::message<sj::format_error>([&] { return testing::flat(sj::from(x, 1.0) | throwing); }) == "refused");
}

TEST_CASE("each pipeline has its own copy of a sink with state") {
    auto const x = testing::noise(30);
    std::vector<int> seen;
    auto const counting = v::tee([&seen, n = 0](auto) mutable { seen.push_back(n++); });
    testing::flat(sj::from(x, 1.0, {.chunk_frames = 10}) | counting);
    testing::flat(sj::from(x, 1.0, {.chunk_frames = 10}) | counting);
    CHECK(seen == std::vector<int>{0, 1, 2, 0, 1, 2});
}

TEST_CASE("a sink may have write(element), and is held by reference if it cannot be copied") {
    auto const x = testing::noise(30);
    testing::temporary_file const wav{".wav"};
    sj::writer out{wav.path(), {.sample_rate = 1, .encoding = sj::encoding::float32}};
    struct counter {
        std::size_t samples = 0;
        void write(sj::block<const float> b) { samples += b.samples().size(); }
    } referred, copied;
    auto const through = v::tee(out) | v::tee(std::ref(referred)) | v::tee(copied);
    CHECK(testing::same_bits(testing::flat(sj::from(x, 1.0, {.chunk_frames = 10}) | through), x));
    out.close();
    CHECK(out.frames() == 30);
    CHECK(referred.samples == 30);
    CHECK(copied.samples == 0);
    CHECK(testing::same_bits(testing::flat(sj::read(wav.path())), x));
    STATIC_REQUIRE(!testing::accepts<decltype(v::tee(out)), decltype(sj::from(x, 1.0) | v::frames(2, 2) | v::rms)>);
}
