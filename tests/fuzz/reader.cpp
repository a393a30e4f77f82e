// SPDX-License-Identifier: MIT
// The reader on any bytes, as an image in memory and as a stream that cannot be sought: samples or an io_error, and
// nothing else. For libFuzzer, by cmake/fuzz.cmake.
#include <cstdint>
#include <cstdlib>
#include <istream>
#include <streambuf>

#include <symphonic/io.hpp>

namespace sj = symphonic;

namespace {

/// Memory as a stream that cannot be sought.
class forward_buffer : public std::streambuf {
public:
    explicit forward_buffer(std::span<const std::byte> bytes) {
        auto* const first = const_cast<char*>(reinterpret_cast<char const*>(bytes.data()));
        setg(first, first, first + bytes.size());
    }
};

void require(bool holds) {
    if (!holds) std::abort();
}

constexpr std::size_t most = 100'000;   // sample frames: more of the same finds nothing

template <class T> void drain(sj::basic_reader<T>& in) {
    auto const format = in.format();
    require(format.channels >= 1 && format.channels <= 1024 && format.sample_rate >= 1 && format.frames >= -1);
    auto position = in.position();
    for (std::size_t frames = 0; frames < most && in.next();) {
        auto const b = in.get();
        require(b.frames() >= 1 && b.frames() <= format.max_block && b.position() == position);
        position += static_cast<std::int64_t>(b.frames());
        require(format.frames < 0 || position <= format.frames);
        frames += b.frames();
    }
}

template <class Read> void attempt(Read read) {
    try {
        read();
    } catch (const sj::io_error&) {
    } catch (const sj::argument_error&) {}   // a region beyond the end
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
        forward_buffer buffer{image};
        std::istream stream{&buffer};
        sj::reader in{stream, {.chunk_frames = 1000, .spool_bytes = 1 << 20}};
        drain(in);
    });
    return 0;
}

// libsndfile 1.2 forgets what its Ogg decoders hold when a file turns out to be none.
extern "C" char const* __lsan_default_suppressions() { return "leak:libvorbis\nleak:libogg\n"; }
