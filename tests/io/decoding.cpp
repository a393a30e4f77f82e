// SPDX-License-Identifier: MIT
// A reader returns the bits that libsndfile decodes, from every kind of source and with every chunk size.
#include <list>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include <symphonic/io.hpp>
#include <symphonic/io/detail/describe.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::bytes_of, testing::flat, testing::message, testing::same_bits, testing::says, testing::temporary_file;

namespace {

std::string name_of(int format) {
    return sj::detail::sndfile_name(format & SF_FORMAT_TYPEMASK) + ", " +
           sj::detail::sndfile_name(format & SF_FORMAT_SUBMASK);
}

struct recording {
    temporary_file file{".sound"};
    std::string name;
};

/// Files of every format with a little more noise than a block, written once for all tests. Without SDS and 24-bit PAF:
/// libsndfile loses a part of their last block, depending on the size of its reads.
const std::list<recording>& recordings() {
    static auto const all = [] {
        std::list<recording> made;
        for (int channels : {1, 2, 6})
            for (int format : testing::formats(channels)) {
                auto const container = format & SF_FORMAT_TYPEMASK;
                if (container == SF_FORMAT_RAW || container == SF_FORMAT_SDS ||
                    format == (SF_FORMAT_PAF | SF_FORMAT_PCM_24))
                    continue;
                auto const x = testing::noise(static_cast<std::size_t>(channels) * 9000, 3);
                int const rate =
                    container == sj::detail::sf_mpeg ? 44100 : 8000;   // 8 kHz is too low for MPEG audio of this noise
                made.emplace_back();
                made.back().name = name_of(format) + ", " + std::to_string(channels) + " channels";
                try {
                    testing::write_recording(made.back().file.path(), x, channels, rate, format);
                } catch (const std::runtime_error&) {
                    made.pop_back();   // libsndfile lists the format and refuses to write it
                }
            }
        return made;
    }();
    return all;
}

template <class Check> void on_every_format(Check check) {
    for (auto const& r : recordings()) {
        CAPTURE(r.name);
        check(r.file.path());
    }
}

/// A pipe that a thread fills with bytes.
class piped {
public:
    explicit piped(std::string bytes) : bytes_(std::move(bytes)) {
        if (pipe(ends_) != 0) throw std::runtime_error("no pipe");
        writing_ = std::thread([this] {
            std::size_t done = 0;
            for (ssize_t n = 1; n > 0 && done < bytes_.size(); done += static_cast<std::size_t>(n))
                n = std::max<ssize_t>(
                    ::write(ends_[1], bytes_.data() + done, std::min<std::size_t>(bytes_.size() - done, 777)), 0);
            close(ends_[1]);
        });
    }
    ~piped() {
        char rest[4096];
        while (::read(ends_[0], rest, sizeof rest) > 0) {}
        writing_.join();
        close(ends_[0]);
    }
    [[nodiscard]] sj::file_descriptor out() const { return {ends_[0]}; }

private:
    std::string bytes_;
    int ends_[2]{};
    std::thread writing_;
};

}   // namespace

TEST_CASE("decodes every format to the bits of libsndfile, as float and double") {
    int formats = 0;
    on_every_format([&](const auto& path) {
        ++formats;
        auto const x = testing::decoded(path);
        auto const y = testing::decoded<double>(path);
        CHECK(same_bits(flat(sj::read(path)), x));
        CHECK(same_bits(flat<double>(sj::read<double>(path, {.chunk_frames = 777})), y));
        CHECK(same_bits(flat(sj::read(path, {.chunk_frames = 1})), x));
        CHECK(flat(sj::read(path, {.chunk_frames = 100'000})).size() == x.size());
    });
    CHECK(formats > 150);
}

TEST_CASE("reads a part of a file as a signal of its own") {
    on_every_format([&](const auto& path) {
        sj::reader whole{path};
        auto const x = flat(whole);
        auto const width = static_cast<std::size_t>(whole.format().channels);
        sj::reader_options const options{.chunk_frames = 100, .first = 5003, .count = 1500};
        sj::reader part{path, options};
        CHECK(part.format().frames == 1500);
        CHECK(part.position() == 0);
        auto const begin = x.begin() + static_cast<std::ptrdiff_t>(5003 * width);
        std::vector<float> const expected(begin, begin + static_cast<std::ptrdiff_t>(1500 * width));
        CHECK(same_bits(flat(part), expected));
        CHECK(part.ended());
        CHECK(!part.truncated());
        CHECK(part.position() == 1500);
        auto const failure = message<sj::io_error>([&] { part.seek(1499); });
        if (!failure.empty()) CHECK(says(failure, "cannot seek"));   // GSM, G.72x, ...
        else {
            CHECK(part.next());
            CHECK(part.get().frames() == 1);
            CHECK(part.get().samples()[0] == expected[1499 * width]);
        }
    });
}

TEST_CASE("reads an image, a stream, a file descriptor and a pipe as the file") {
    int streamed = 0, spooled = 0;
    on_every_format([&](const auto& path) {
        auto const x = flat(sj::read(path));
        auto const bytes = bytes_of(path);
        auto const format = sj::reader{path}.format();
        auto const same = [&](auto&& in) { return in.format() == format && same_bits(flat(in), x) && !in.truncated(); };
        CHECK(same(sj::read(testing::as_bytes(bytes))));
        std::vector<std::byte> image(testing::as_bytes(bytes).begin(), testing::as_bytes(bytes).end());
        CHECK(same(sj::read(std::move(image))));
        std::istringstream text{bytes};
        CHECK(same(sj::read(text)));
        std::ifstream file{path, std::ios::binary};
        CHECK(same(sj::read(file)));
        int const fd = open(path.c_str(), O_RDONLY);
        CHECK(same(sj::read(sj::file_descriptor{fd})));
        close(fd);

        piped const pipe{bytes};
        sj::reader in{pipe.out(), {.spool_bytes = bytes.size()}};
        CHECK(in.format().channels == format.channels);
        CHECK(in.format().sample_rate == format.sample_rate);
        CHECK((in.format().frames == format.frames || in.format().frames == -1));
        CHECK(same_bits(flat(in), x));
        CHECK_FALSE(in.truncated());
        auto const failure = message<sj::io_error>([&] { in.seek(0); });
        if (failure.empty()) ++spooled;
        else if (says(failure, "pipe")) ++streamed;
    });
    CHECK(streamed > 60);
    CHECK(spooled > 30);
}
