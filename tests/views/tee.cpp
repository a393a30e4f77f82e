// SPDX-License-Identifier: MIT
#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

TEST_CASE("tee shows each element once, and changes nothing") {
    auto const x = testing::noise(1000);
    sj::signal_accumulator passed;
    std::size_t calls = 0;
    auto const watch = v::tee([&](sj::block<const float> b) { passed.push(b.samples()), ++calls; });
    auto stream = sj::from(x, 1.0, {.chunk_frames = 100}) | watch;
    CHECK(sj::domain_of<decltype(stream)> == sj::domain::samples);
    CHECK(stream.format().sample_rate == 1);
    CHECK(testing::same_bits(testing::flat(stream), x));
    CHECK((calls == 10 && passed.result().energy == sj::energy(x)));
}

TEST_CASE("tee sees what is pulled and no more, and what its sink throws arrives") {
    auto const x = testing::noise(1000);
    std::size_t calls = 0;
    for (auto const f : sj::from(x, 1.0) | v::frames(10, 10) | v::tee([&](auto) { ++calls; })) {
        CHECK(f.size() == 10);
        if (calls == 3) break;
    }
    CHECK(calls == 3);
    auto const throwing = v::tee([](auto) { throw sj::format_error{"enough"}; });
    CHECK(testing::message<sj::format_error>([&] { return testing::flat(sj::from(x, 1.0) | throwing); }) == "enough");
}

TEST_CASE("a sink that remembers has a memory for each pipeline") {
    auto const x = testing::noise(30);
    std::vector<int> seen;
    auto const counting = v::tee([&seen, n = 0](auto) mutable { seen.push_back(n++); });
    testing::flat(sj::from(x, 1.0, {.chunk_frames = 10}) | counting);
    testing::flat(sj::from(x, 1.0, {.chunk_frames = 10}) | counting);
    CHECK(seen == std::vector<int>{0, 1, 2, 0, 1, 2});
}

TEST_CASE("a sink may be what has write(element), and is referred to if it cannot be copied") {
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
    CHECK((out.frames() == 30 && referred.samples == 30 && copied.samples == 0));
    CHECK(testing::same_bits(testing::flat(sj::read(wav.path())), x));
    STATIC_REQUIRE(!testing::accepts<decltype(v::tee(out)), decltype(sj::from(x, 1.0) | v::frames(2, 2) | v::rms)>);
}
