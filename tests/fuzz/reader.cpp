// SPDX-License-Identifier: MIT
// The reader on any bytes, as an image in memory and as a stream that cannot seek, gives samples or an io_error. For
// libFuzzer; see cmake/fuzz.cmake.
#include <cstdint>
#include <cstdlib>
#include <istream>

#include <symphonic/io.hpp>

#include "support/unseekable_buffer.hpp"

namespace sj = symphonic;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

constexpr std::size_t max_frames = 100'000;   // more sample frames of one file find nothing new

template <class T> void drain(sj::basic_reader<T>& in) {
    auto const format = in.format();
    require(format.channels >= 1 && format.channels <= 1024 && format.sample_rate >= 1 && format.frames >= -1);
    auto position = in.position();
    for (std::size_t frames = 0; frames < max_frames && in.next();) {
        auto const block = in.get();
        require(block.frames() >= 1 && block.frames() <= format.max_block && block.position() == position);
        position += static_cast<std::int64_t>(block.frames());
        require(format.frames < 0 || position <= format.frames);
        frames += block.frames();
    }
}

template <class Read> void attempt(Read read) {
    try {
        read();
    } catch (const sj::io_error&) {
    } catch (const sj::argument_error&) {}   // reader_options::first is beyond the end
}

}   // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const image = std::as_bytes(std::span{data, size});
    attempt([&] {
        sj::reader in{image, {.chunk_frames = 500, .nonfinite = sj::nonfinite::zero}};
        attempt([&] { drain(in); });
        if (in.format().frames > 1) {
            in.seek(in.format().frames / 2);
            drain(in);
        }
    });
    attempt([&] {
        sj::basic_reader<double> in{image, {.first = 100, .count = 50, .truncation = sj::truncation::error}};
        drain(in);
    });
    attempt([&] {
        testing::unseekable_buffer buffer{std::string{reinterpret_cast<char const*>(data), size}};
        std::istream stream{&buffer};
        sj::reader in{stream, {.chunk_frames = 1000, .spool_bytes = 1 << 20}};
        drain(in);
    });
    return 0;
}

// libsndfile 1.2 does not free its Ogg decoders if a file turns out not to be Ogg.
extern "C" char const* __lsan_default_suppressions() { return "leak:libvorbis\nleak:libogg\n"; }
