// SPDX-License-Identifier: MIT
// No allocation in the steady state: after its first element a single-threaded pipeline never calls the allocator.
// Counts the calls of operator new for every source and stage, and for the ends that do not store all elements. A
// program of its own, because it replaces operator new.
// Not covered: views::checked, which allocates for each element; the thread of prefetch; memory that the decoders of
// libsndfile take with malloc.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <ranges>
#include <source_location>
#include <thread>

#include <symphonic/symphonic.hpp>

#include "support/counting_allocator.hpp"
#include "support/program_checks.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

namespace {

using location = std::source_location;

using testing::allocations, testing::allocations_of;

void check(bool passed, char const* message, std::size_t count, location where) {
    testing::check(passed, where);
    if (!passed) std::printf("%s: %zu allocations\n", message, count);
}

/// Returns the number of allocations of f() in a thread that has not used the library before.
std::size_t allocations_in_a_new_thread(auto f) {
    std::size_t count = 0;
    std::thread{[&] { count = allocations_of(f); }}.join();
    return count;
}
void check_no_allocations(auto f, location where = location::current()) {
    auto const count = allocations_of(f);
    check(count == 0, "allocates", count, where);
}
void check_same_allocations(std::size_t count, std::size_t expected, location where = location::current()) {
    check(count == expected, "allocates for each element", count, where);
}

/// Pulls the whole stream, which must have more than three elements.
void check_steady_state(auto stream, location where = location::current()) {
    bool const has_first = stream.next();
    std::size_t elements = 0;
    auto const count = allocations_of([&] {
        while (stream.next()) {
            static_cast<void>(stream.get());
            ++elements;
        }
    });
    check(has_first && elements > 2, "has too few elements for this check", count, where);
    check(count == 0, "allocates after the first element", count, where);
}
/// Pulls the whole stream in a thread in which it was not created, as an audio callback does.
void check_in_a_new_thread(auto stream, location where = location::current()) {
    auto const count = allocations_in_a_new_thread([&] {
        while (stream.next()) static_cast<void>(stream.get());
    });
    check(count == 0, "allocates in a thread in which it was not created", count, where);
}

/// A stage as a user writes it.
template <sj::upstream Up> struct identity_stream : sj::stage_facade<identity_stream<Up>, Up> {
    bool next() { return this->upstream().next(); }
    decltype(auto) get() const { return this->upstream().get(); }
};

auto const x = testing::noise(8000);

/// A stereo file of the noise, removed at the end of the scope.
class stereo_file : public testing::temporary_file {
public:
    stereo_file(char const* extension, int format) : testing::temporary_file(extension) {
        testing::write_recording(path(), x, 2, 44100, format);
    }
};

[[nodiscard]] bool counter_works() {
    return allocations_of([] {
               std::vector<int> const vector(10);
               asm volatile("" : : "r"(vector.data()) : "memory");   // otherwise clang removes the unused vector
               auto const aligned = sj::matrix<float>(2, 2);
               asm volatile("" : : "r"(aligned.data()) : "memory");
           }) == 2;
}

void check_readers_and_writers() {
    stereo_file const wav{".wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16};
    stereo_file const flac{".flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16};
    stereo_file const ogg{".ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS};
    for (auto const* file : {&wav, &flac, &ogg}) {
        check_steady_state(sj::read(file->path(), {.chunk_frames = 300}));
        check_steady_state(sj::read<double>(file->path(), {.chunk_frames = 300}));
        auto const bytes = testing::bytes_of(file->path());
        check_steady_state(sj::read(testing::as_bytes(bytes), {.chunk_frames = 300}));
        std::ifstream stream{file->path(), std::ios::binary};
        check_steady_state(sj::read(stream, {.chunk_frames = 300, .nonfinite = sj::nonfinite::zero}));
    }
    for (auto const encoding : {sj::encoding::pcm16, sj::encoding::pcm24, sj::encoding::float32, sj::encoding::ulaw}) {
        testing::temporary_file const copy{".wav"};
        sj::writer out{copy.path(), {.sample_rate = 44100, .channels = 2, .encoding = encoding}};
        check_no_allocations([&] {
            for (int i = 0; i < 10; ++i) out.write(x);
        });
        out.close();
    }
}

void check_stages(std::size_t chunk, const stereo_file& wav) {
    auto const stereo = [&] { return sj::from(x, {.sample_rate = 100, .channels = 2}, {.chunk_frames = chunk}); };
    auto const file = [&] { return sj::read(wav.path(), {.chunk_frames = chunk}); };
    auto const mono = [&] { return stereo() | v::mono; };
    auto const frames = [&] { return mono() | v::frames(64, 16); };
    auto const negated = v::map_samples([](float sample) { return -sample; });

    check_steady_state(file());   // blocks of samples
    check_steady_state(stereo() | v::chunks(100));
    check_steady_state(file() | v::chunks(1300));
    check_steady_state(stereo() | v::drop(3) | v::gain(2) | negated | v::edit([](sj::block<float>) {}) | v::take(3990));
    check_steady_state(file() | v::chunks(100) | v::drop(1) | v::gain(2) | v::take(30) | v::drop_time(0.001) |
                       v::take_time(0.05));
    check_steady_state(sj::concat(stereo() | v::take(1500), stereo() | v::drop(1500), stereo()) | v::channel(1));
    for (std::size_t taps : {1U, 30U, 50U, 200U}) check_steady_state(mono() | v::convolve(std::span{x}.first(taps)));
    check_steady_state(
        sj::generate([](std::int64_t n) { return static_cast<double>(n); }, 100.0, {.chunk_frames = chunk}) |
        v::take(5 * chunk));
    check_steady_state(sj::from(x | std::views::transform([](float s) { return s / 2; }), 1.0, {.chunk_frames = 16}) |
                       v::mono | v::frames(8, 4));

    for (auto const padding : {sj::padding::none, sj::padding::zero, sj::padding::reflect})   // frames and levels
        for (std::size_t hop : {1U, 16U, 64U, 100U, 500U})
            check_steady_state(file() | v::mono | v::frames(64, hop, {padding, sj::tail::pad}) |
                               v::window(sj::window::hann) | v::tee([](auto) {}) | v::rms);
    check_steady_state(file() | v::chunks(100) | v::mono | v::rms);
    check_steady_state(stereo() | v::channel(1) | v::chunks(30) | v::rms);
    check_steady_state(mono() | v::chunks(50) | v::energy | v::decibels);
    check_steady_state(frames() | v::gain(2) | v::peak | v::decibels({.floor = 0}));
    check_steady_state(frames() | negated | v::zero_crossing_rate);
    check_steady_state(frames() | v::map([](auto f) { return f.first(9); }) | v::as<sj::domain::power> | v::decibels);
    check_steady_state(frames() | v::map([](auto f) { return std::array{f[0], f[1]}; }) | v::rms);
    check_steady_state(frames() | v::batch(3));
    check_steady_state(frames() | std::views::take(20) | v::rms);
    check_steady_state(frames() | std::views::take(20) | v::gain(2) | v::rfft);
    check_steady_state(sj::concat(frames() | v::take(20), frames() | v::drop(20)) | sj::stage_of<identity_stream>());

    for (std::size_t size : {64U, 100U, 97U, 37U}) {   // spectra
        auto const spectra = [&] { return mono() | v::stft({.size = size, .padding = sj::padding::reflect}); };
        check_steady_state(spectra());
        check_steady_state(spectra() | v::power);
        check_steady_state(spectra() | v::magnitude);
        check_steady_state(spectra() | v::istft({.size = size}));
    }
    check_steady_state(frames() | v::rfft | v::magnitude | v::decibels);
    check_steady_state(sj::generate([n = 0.0F]() mutable { return n += 1; }, 100.0, {.chunk_frames = chunk}) |
                       v::frames(64, 16) | v::rfft | v::power | v::decibels | v::take(20));
    check_steady_state(mono() | v::stft({.size = 64}) | v::drop(4) | v::take(40) | v::istft({.size = 64}));
    sj::profile prof{{.trace = true, .max_events = 1000}};
    check_steady_state(stereo() | v::timed(prof, "source") | v::mono | v::stft({.size = 64}) | v::timed(prof, "stft") |
                       v::power | v::timed(prof, "power"));
}

/// Blocks that become longer, up to max_block, do not make a stage allocate.
void check_growing_blocks() {
    using block = sj::block<const float>;
    auto const all = std::span{x};
    std::vector<block> const blocks{block{all.first(2), 2}, block{all.first(20), 2}, block{all, 2}, block{{}, 2}};
    check_steady_state(sj::from(blocks, {.channels = 2, .max_block = 4000}) | v::mono);
    check_steady_state(sj::from(blocks, {.channels = 2, .max_block = 4000}) | v::channel(1));
}

/// push() and the pipeline after it, in one audio callback: from the first push on, also when samples are dropped.
void check_push_source_in_a_callback() {
    sj::push_source<float> live{48000.0, {.channels = 2, .capacity_frames = 100, .blocking = false}};
    auto powers = live | v::mono | v::stft({.size = 64, .hop = 16}) | v::power;
    std::size_t rows = 0;
    auto const callback = [&] {
        for (std::size_t i = 0; i + 128 <= x.size(); i += 128) {
            live.push(std::span{x}.subspan(i, 128));
            if (i % 512 == 0) live.push(std::span{x}.subspan(i, 128));   // more than the ring buffer holds
            for (auto const power : powers) rows += power.size() == 33;
        }
        live.close();
        while (powers.next()) {}
    };
    auto const count = allocations_in_a_new_thread(callback);
    check(count == 0, "push_source allocates in a callback", count, location::current());
    check(rows > 100 && live.overruns() > 0 && powers.ended(),
          "the callback has too few spectra, or no sample was dropped", 0, location::current());
}

/// push() in one thread, a blocking pipeline in another.
void check_push_source_between_threads() {
    sj::push_source<double> live{48000.0, {.channels = 1, .capacity_frames = 1000}};
    auto const signal = testing::noise<double>(8000);
    std::size_t allocations_of_push = 1, samples = 0;
    std::thread callback{[&] {
        allocations_of_push = allocations_of([&] {
            for (std::size_t pushed = 0; pushed < signal.size(); std::this_thread::yield())
                pushed +=
                    live.push(std::span{signal}.subspan(pushed, std::min<std::size_t>(64, signal.size() - pushed)));
            live.close();
        });
    }};
    auto chunks = live | v::chunks(100) | v::gain(2);
    auto count = allocations_of([&] { samples += chunks.next() ? chunks.get().frames() : 0; });
    count = allocations_of([&] {
        while (chunks.next()) samples += chunks.get().frames();
    });
    callback.join();
    check(allocations_of_push == 0, "push allocates", allocations_of_push, location::current());
    check(count == 0, "a blocking push_source allocates", count, location::current());
    check(samples == signal.size(), "a blocking push_source has lost samples", 0, location::current());
}

/// Leases of a pool, also the first one of a thread.
void check_buffer_pool() {
    sj::buffer_pool<float> pool{100, 100, {.zero = true}};
    auto const count = allocations_in_a_new_thread([&] {
        for (int i = 0; i < 100; ++i) {
            auto a = pool.acquire(), b = pool.try_acquire(), c = pool.acquire_for(std::chrono::seconds{1});
            b = std::move(a);
            c = pool.acquire_zeroed();
        }
    });
    check(count == 0, "a pool allocates in a new thread", count, location::current());
    auto const lease = pool.acquire();
    auto const of_exhausted_pool = allocations_of([] {
        sj::buffer_pool<float> one{100, 1};   // the only allocation
        auto const last = one.acquire();
        auto const none = one.try_acquire(), none_in_time = one.acquire_for(std::chrono::milliseconds{1});
        check(!none && !none_in_time, "an exhausted pool has returned a buffer", 0, location::current());
    });
    check(of_exhausted_pool == 1, "an exhausted pool allocates", of_exhausted_pool, location::current());
    check(pool.stats().temporaries == 0, "the pool has made a temporary buffer", 0, location::current());
}

/// The consumer's side of prefetch, fork and per_channel.
void check_threads_and_forks() {
    check_steady_state(sj::from(x, 1.0, {.chunk_frames = 100}) | v::prefetch(2) | v::frames(64, 32) | v::prefetch(3));
    auto [levels, powers] = sj::fork(sj::from(x, 1.0, {.chunk_frames = 100}), {.ahead = 2}, v::chunks(100) | v::rms,
                                     v::chunks(100) | v::energy);
    for (int i = 0; i < 4; ++i) static_cast<void>(levels.next() && powers.next());
    check_no_allocations([&] {
        while (levels.next() && powers.next()) {}
    });
    auto const stereo = [&] { return sj::from(x, {.sample_rate = 1, .channels = 2}, {.chunk_frames = 100}); };
    check_steady_state(sj::per_channel(stereo(), v::stft({.size = 64}) | v::power));
    check_steady_state(sj::per_channel(stereo(), v::stft({.size = 64}) | v::istft({.size = 64})));
    check_steady_state(sj::per_channel(stereo(), v::chunks(30) | v::rms) | v::decibels);
    for (std::size_t size : {64U, 97U, 37U}) {
        auto const mono = [&] { return sj::from(x, 100.0); };
        check_in_a_new_thread(mono() | v::stft({.size = size}) | v::power);
        check_in_a_new_thread(mono() | v::stft({.size = size}) | v::istft({.size = size}));
        check_in_a_new_thread(mono() | v::convolve(std::span{x}.first(size)));
    }
}

/// Functions that allocate for the call, not for each element.
void check_ends_and_batches() {
    auto const levels = [](std::size_t n) { return sj::from(x, 100.0) | v::frames(64, 16) | v::rms | v::take(n); };
    auto const of_reduce = [&](std::size_t n) {
        auto stream = levels(n);
        return allocations_of([&] { static_cast<void>(sj::reduce(stream, 0.0, std::plus<double>{})); });
    };
    auto const of_for_each = [&](std::size_t n) {
        auto stream = levels(n);
        return allocations_of([&] { sj::for_each(stream, [](double) {}); });
    };
    check_same_allocations(of_reduce(400), of_reduce(1));
    check_same_allocations(of_for_each(400), of_for_each(1));
    for (std::size_t const n : {64U, 100U}) {
        std::vector<std::span<const float>> const rows(100, std::span{x}.first(80));
        static_cast<void>(sj::rfft_batch(rows, n));
        auto const of_batch = [&](std::size_t signals) {
            return allocations_of([&] { static_cast<void>(sj::rfft_batch(std::span{rows}.first(signals), n)); });
        };
        check_same_allocations(of_batch(100), of_batch(1));
    }
}

}   // namespace

int main() {
    if (!counter_works()) return std::puts("the allocation counter does not work"), 1;
    stereo_file const wav{".wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16};
    check_readers_and_writers();
    for (std::size_t const chunk : {1U, 7U, 512U, 1000U}) check_stages(chunk, wav);
    check_growing_blocks();
    check_push_source_in_a_callback();
    check_push_source_between_threads();
    check_buffer_pool();
    check_threads_and_forks();
    check_ends_and_batches();
    return testing::exit_status();
}
