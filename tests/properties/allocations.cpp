// SPDX-License-Identifier: MIT
// Promise 2: after the first element nothing of ours calls the allocator. Counted by replacing it, so this is a program of
// its own.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <ranges>
#include <source_location>
#include <thread>

#include <symphonic/symphonic.hpp>

#include "support/recording.hpp"
#include "support/signals.hpp"

namespace {
thread_local std::size_t allocations = 0;   // of this thread: prefetch has its own
}
[[gnu::noinline]] void* operator new(std::size_t n) {   // inlined, GCC 12 sees a mismatch
    ++allocations;
    if (void* const p = std::malloc(n != 0 ? n : 1)) return p;
    throw std::bad_alloc{};
}
[[gnu::noinline]] void* operator new(std::size_t n, std::align_val_t alignment) {
    ++allocations;
    auto const a = static_cast<std::size_t>(alignment);
    if (void* const p = std::aligned_alloc(a, (n + a) / a * a)) return p;
    throw std::bad_alloc{};
}
[[gnu::noinline]] void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }

namespace sj = symphonic;
namespace v = symphonic::views;

namespace {

int checks = 0, failures = 0;

void quiet_after_the_first(auto stream, std::source_location at = std::source_location::current()) {
    bool const began = stream.next();
    auto const before = allocations;
    std::size_t elements = 0;
    while (stream.next()) {
        static_cast<void>(stream.get());
        ++elements;
    }
    ++checks;
    if (began && elements > 2 && allocations == before) return;
    ++failures;
    std::printf("line %u: %zu allocations in %zu elements after the first\n", static_cast<unsigned>(at.line()),
                allocations - before, elements);
}

/// Made here, pulled there, as by a callback: what a thread keeps for itself was not made before.
void quiet_in_a_thread(auto stream, std::source_location at = std::source_location::current()) {
    std::size_t before = 0, after = 1;
    std::thread{[&] {
        before = allocations;
        while (stream.next()) static_cast<void>(stream.get());
        after = allocations;
    }}.join();
    ++checks;
    if (after == before) return;
    ++failures;
    std::printf("line %u: %zu allocations in another thread\n", static_cast<unsigned>(at.line()), after - before);
}

/// A stage of a user's.
template <sj::upstream Up> struct passing_on_stream : sj::stream_facade<passing_on_stream<Up>> {
    Up up;
    bool next() { return up.next(); }
    decltype(auto) get() const { return up.get(); }
    bool ended() const { return up.ended(); }
    sj::audio_format format() const { return up.format(); }
};

}   // namespace

int main() {
    auto const x = testing::noise(8000);
    testing::temporary_file const wav{".wav"};
    testing::write_recording(wav.path(), x, 2, 44100, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
    {   // the counter counts
        auto const before = allocations;
        std::vector<int> const one(10);
        asm volatile("" : : "r"(one.data()) : "memory");   // or clang sees that nobody looks at it
        auto const aligned = sj::matrix<float>(2, 2);
        asm volatile("" : : "r"(aligned.data()) : "memory");
        if (allocations != before + 2) return std::puts("the counter does not count"), 1;
    }
    testing::temporary_file const flac{".flac"}, ogg{".ogg"};
    testing::write_recording(flac.path(), x, 2, 44100, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
    testing::write_recording(ogg.path(), x, 2, 44100, SF_FORMAT_OGG | SF_FORMAT_VORBIS);
    for (auto const* file : {&wav, &flac, &ogg}) {
        quiet_after_the_first(sj::read(file->path(), {.chunk_frames = 300}));
        quiet_after_the_first(sj::read<double>(file->path(), {.chunk_frames = 300}));
        auto const bytes = testing::bytes_of(file->path());
        quiet_after_the_first(sj::read(testing::as_bytes(bytes), {.chunk_frames = 300}));
        std::ifstream stream{file->path(), std::ios::binary};
        quiet_after_the_first(sj::read(stream, {.chunk_frames = 300, .nonfinite = sj::nonfinite::zero}));
    }
    for (auto const encoding : {sj::encoding::pcm16, sj::encoding::pcm24, sj::encoding::float32, sj::encoding::ulaw}) {
        testing::temporary_file const copy{".wav"};
        sj::writer out{copy.path(), {.sample_rate = 44100, .channels = 2, .encoding = encoding}};
        auto const before = allocations;
        for (int i = 0; i < 10; ++i) out.write(x);
        ++checks;
        if (allocations != before) failures += std::printf("a writer allocates\n") > 0;
        out.close();
    }
    for (std::size_t const n : {64U, 100U}) {   // as many for a hundred signals as for one
        std::vector<std::span<const float>> const rows(100, std::span{x}.first(80));
        static_cast<void>(sj::rfft_batch(rows, n));
        auto const count = [&](std::size_t signals) {
            auto const before = allocations;
            static_cast<void>(sj::rfft_batch(std::span{rows}.first(signals), n));
            return allocations - before;
        };
        ++checks;
        if (count(1) != count(100)) failures += std::printf("rfft_batch allocates for each row\n") > 0;
    }
    using block = sj::block<const float>;
    auto const all = std::span{x};
    std::vector<block> const growing{block{all.first(2), 2}, block{all.first(20), 2}, block{all, 2}, block{{}, 2}};
    quiet_after_the_first(sj::from(growing, {.channels = 2, .max_block = 4000}) | v::mono);
    quiet_after_the_first(sj::from(growing, {.channels = 2, .max_block = 4000}) | v::channel(1));
    for (std::size_t chunk : {1U, 7U, 512U, 1000U}) {
        auto const stereo = [&] { return sj::from(x, {.sample_rate = 100, .channels = 2}, {.chunk_frames = chunk}); };
        auto const file = [&] { return sj::read(wav.path(), {.chunk_frames = chunk}); };
        quiet_after_the_first(file());
        quiet_after_the_first(stereo() | v::chunks(100));
        quiet_after_the_first(file() | v::chunks(1300));
        quiet_after_the_first(file() | v::chunks(100) | v::mono | v::rms);
        quiet_after_the_first(stereo() | v::channel(1) | v::chunks(30) | v::rms);
        for (auto const padding : {sj::padding::none, sj::padding::zero, sj::padding::reflect})
            for (std::size_t hop : {1U, 16U, 64U, 100U, 500U})
                quiet_after_the_first(file() | v::mono | v::frames(64, hop, {padding, sj::tail::pad}) |
                                      v::window(sj::window::hann) | v::tee([](auto) {}) | v::rms);
        for (std::size_t size : {64U, 100U, 97U, 37U}) {
            quiet_after_the_first(stereo() | v::mono | v::stft({.size = size, .padding = sj::padding::reflect}) |
                                  v::power);
            quiet_after_the_first(stereo() | v::mono | v::stft({.size = size, .padding = sj::padding::reflect}) |
                                  v::magnitude);
            quiet_after_the_first(stereo() | v::mono | v::stft({.size = size, .padding = sj::padding::reflect}) |
                                  v::istft({.size = size}));
        }
        quiet_after_the_first(stereo() | v::mono | v::stft({.size = 64}));
        quiet_after_the_first(stereo() | v::drop(3) | v::gain(2) |
                              v::map_samples([](float sample) { return -sample; }) | v::take(3990));
        quiet_after_the_first(file() | v::chunks(100) | v::drop(1) | v::gain(2) | v::take(30) | v::drop_time(0.001) |
                              v::take_time(0.05));
        quiet_after_the_first(stereo() | v::mono | v::chunks(50) | v::energy | v::decibels);
        quiet_after_the_first(sj::concat(stereo() | v::take(1500), stereo() | v::drop(1500), stereo()) | v::channel(1));
        quiet_after_the_first(
            sj::generate([](std::int64_t n) { return static_cast<double>(n); }, 100.0, {.chunk_frames = chunk}) |
            v::take(5 * chunk));
        quiet_after_the_first(sj::generate([n = 0.0F]() mutable { return n += 1; }, 100.0, {.chunk_frames = chunk}) |
                              v::frames(64, 16) | v::rfft | v::power | v::decibels | v::take(20));
        auto const frames = [&] { return stereo() | v::mono | v::frames(64, 16); };
        quiet_after_the_first(frames() | v::gain(2) | v::peak | v::decibels({.floor = 0}));
        quiet_after_the_first(frames() | v::map_samples([](float sample) { return -sample; }) | v::zero_crossing_rate);
        quiet_after_the_first(frames() | v::map([](auto f) { return f.first(9); }) | v::as<sj::domain::power> |
                              v::decibels);
        quiet_after_the_first(frames() | v::map([](auto f) { return std::array{f[0], f[1]}; }) | v::rms);
        quiet_after_the_first(frames() | std::views::take(20) | v::gain(2) | v::rfft);
        quiet_after_the_first(sj::concat(frames() | v::take(20), frames() | v::drop(20)) |
                              sj::stage_of<passing_on_stream>());
        quiet_after_the_first(stereo() | v::mono | v::stft({.size = 64}) | v::drop(4) | v::take(40) |
                              v::istft({.size = 64}));
        for (std::size_t taps : {1U, 30U, 50U, 200U})
            quiet_after_the_first(stereo() | v::mono | v::convolve(std::span{x}.first(taps)));
        quiet_after_the_first(stereo() | v::mono | v::frames(64, 16) | std::views::take(20) | v::rms);
        sj::profile prof{{.trace = true, .max_events = 1000}};
        quiet_after_the_first(stereo() | v::timed(prof, "source") | v::mono | v::stft({.size = 64}) |
                              v::timed(prof, "stft") | v::power | v::timed(prof, "power"));
        quiet_after_the_first(
            sj::from(x | std::views::transform([](float s) { return s / 2; }), 1.0, {.chunk_frames = 16}) | v::mono |
            v::frames(8, 4));
    }
    {   // in a callback, from the first push on
        sj::push_source<float> live{48000.0, {.channels = 2, .capacity_frames = 1024, .blocking = false}};
        auto levels = live | v::mono | v::stft({.size = 64, .hop = 16}) | v::power;
        auto const before = allocations;
        std::size_t elements = 0;
        for (std::size_t at = 0; at + 128 <= x.size(); at += 128) {
            live.push(std::span{x}.subspan(at, 128));
            for (auto const power : levels) elements += power.size() == 33;
        }
        ++checks;
        if (allocations != before || elements < 100) failures += std::printf("a callback allocates\n") > 0;
    }
    {   // buffers, from the first on, also in a thread that never had one
        sj::buffer_pool<float> pool{100, 100, {.zero = true}};
        std::size_t before = 0, after = 1;
        std::thread{[&] {
            before = allocations;
            for (int i = 0; i < 100; ++i) {
                auto a = pool.acquire(), b = pool.try_acquire(), c = pool.acquire_for(std::chrono::seconds{1});
                b = std::move(a);
                c = pool.acquire_zeroed();
            }
            after = allocations;
        }}.join();
        auto const held = pool.acquire();
        auto const before_the_end = allocations;
        sj::buffer_pool<float> one{100, 1};
        auto const last = one.acquire();
        auto const none = one.try_acquire(), none_in_time = one.acquire_for(std::chrono::milliseconds{1});
        ++checks;
        if (after != before || allocations != before_the_end + 1 || pool.stats().temporaries != 0 || none ||
            none_in_time)
            failures += std::printf("a pool allocates\n") > 0;
    }
    quiet_after_the_first(sj::from(x, 1.0, {.chunk_frames = 100}) | v::prefetch(2) | v::frames(64, 32) |
                          v::prefetch(3));
    {
        auto [levels, powers] = sj::fork(sj::from(x, 1.0, {.chunk_frames = 100}), {.ahead = 2}, v::chunks(100) | v::rms,
                                         v::chunks(100) | v::energy);
        for (int i = 0; i < 4; ++i) static_cast<void>(levels.next() && powers.next());
        auto const before = allocations;
        while (levels.next() && powers.next()) {}
        ++checks;
        if (allocations != before) failures += std::printf("a fork allocates\n") > 0;
    }
    for (std::size_t size : {64U, 97U, 37U}) {
        auto const mono = [&] { return sj::from(x, 100.0); };
        quiet_in_a_thread(mono() | v::stft({.size = size}) | v::power);
        quiet_in_a_thread(mono() | v::stft({.size = size}) | v::istft({.size = size}));
        quiet_in_a_thread(mono() | v::convolve(std::span{x}.first(size)));
    }
    {   // ends, of what is there already
        auto const count = [&](std::size_t n, auto end) {
            auto levels = sj::from(x, 100.0) | v::frames(64, 16) | v::rms | v::take(n);
            auto const before = allocations;
            end(levels);
            return allocations - before;
        };
        auto const sum = [](auto& s) {
            static_cast<void>(sj::reduce(s, 0.0, [](double a, double b) { return a + b; }));
        };
        auto const each = [](auto& s) { sj::for_each(s, [](double) {}); };
        checks += 2;
        if (count(1, sum) != count(400, sum) || count(1, each) != count(400, each))
            failures += std::printf("reduce or for_each allocates for each element\n") > 0;
    }
    std::printf("%d pipelines, %d with allocations\n", checks, failures);
    return failures == 0 ? 0 : 1;
}
