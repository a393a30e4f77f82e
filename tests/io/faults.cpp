// SPDX-License-Identifier: MIT
// Makes each read, seek and write of libsndfile fail in turn: each time an error with the cause, no leak (under the
// sanitizers), and no loss of the samples before.
#include <sstream>

#include <symphonic/io.hpp>
#include <symphonic/io/detail/describe.hpp>
#include <symphonic/io/detail/pcm_layout.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
using testing::bytes_of, testing::noise, testing::says, testing::temporary_file;

namespace {

struct fault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Bytes in memory. Call number `fail_at`, and unless `once` all later calls, fail: by throwing, or by doing nothing.
class faulty_buffer : public std::streambuf {
public:
    std::string bytes;
    int fail_at = -1, calls = 0;
    bool once = false, throws = true, forward = false;

protected:
    std::streamsize xsgetn(char* to, std::streamsize n) override {
        if (fails()) return 0;
        auto const got = std::min<std::streamsize>(n, std::max<std::streamsize>(size() - at_, 0));
        std::copy_n(bytes.data() + at_, got, to);
        at_ += got;
        return got;
    }
    std::streamsize xsputn(char const* from, std::streamsize n) override {
        if (fails()) return n / 2;
        if (size() < at_ + n) bytes.resize(static_cast<std::size_t>(at_ + n));
        std::copy_n(from, n, bytes.data() + at_);
        at_ += n;
        return n;
    }
    pos_type seekoff(off_type off, std::ios::seekdir dir, std::ios::openmode) override {
        if (forward || fails()) return pos_type(off_type(-1));
        return pos_type(at_ = off + (dir == std::ios::beg ? 0 : dir == std::ios::cur ? at_ : size()));
    }
    int sync() override { return fails() ? -1 : 0; }

private:
    [[nodiscard]] std::streamsize size() const { return static_cast<std::streamsize>(bytes.size()); }
    bool fails() {
        bool const now = once ? calls == fail_at : fail_at >= 0 && calls >= fail_at;
        ++calls;
        if (now && throws) throw fault("injected fault");
        return now;
    }
    std::streamsize at_ = 0;
};

constexpr int formats[] = {SF_FORMAT_WAV | SF_FORMAT_PCM_16,
                           SF_FORMAT_WAV | SF_FORMAT_FLOAT,
                           SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM,
                           SF_FORMAT_AIFF | SF_FORMAT_PCM_24,
                           SF_FORMAT_CAF | SF_FORMAT_PCM_16,
                           SF_FORMAT_AU | SF_FORMAT_ULAW,
                           SF_FORMAT_W64 | SF_FORMAT_DOUBLE,
                           SF_FORMAT_FLAC | SF_FORMAT_PCM_16,
                           SF_FORMAT_OGG | SF_FORMAT_VORBIS,
                           SF_FORMAT_OGG | sj::detail::sf_opus,
                           sj::detail::sf_mpeg | sj::detail::sf_mpeg_layer_3};

}   // namespace

TEST_CASE("every failing read and seek is reported with its cause") {
    for (int const format : formats) {
        temporary_file const file{".sound"};
        testing::write_recording(file.path(), noise(2 * 9000), 2, 48000, format);
        auto const whole = testing::decoded(file.path());
        for (bool const throws : {true, false}) {
            int fault_number = 0, with_cause = 0;
            for (bool more = true; more; ++fault_number) {
                faulty_buffer buffer;
                buffer.bytes = bytes_of(file.path());
                buffer.fail_at = fault_number;
                buffer.throws = throws;
                std::istream stream{&buffer};
                CAPTURE(format, throws, fault_number);
                std::vector<float> samples;
                bool reported = false;
                try {
                    sj::reader in{stream, {.chunk_frames = 1000, .truncation = sj::truncation::error}};
                    while (samples.size() <= whole.size() && in.next()) testing::append(samples, in.get());
                    in.seek(100);
                } catch (const sj::io_error& e) {
                    reported = true;
                    CHECK(says(e.what(), "cannot read a stream: "));
                    with_cause += says(e.what(), "injected fault");
                }
                more = buffer.calls > fault_number;
                // Behind the samples, a call that does nothing is taken for the end of the file.
                if (more && throws) CHECK(reported);
                CHECK(samples.size() <= whole.size());
                CHECK(std::equal(samples.begin(), samples.end(), whole.begin()));
                if (!reported) CHECK(samples.size() == whole.size());
            }
            CHECK(fault_number > 5);
            if (throws) CHECK(with_cause > 3);
        }
    }
}

TEST_CASE("a failed seek is reported, and the next successful one recovers") {
    for (int const format : formats) {
        temporary_file const file{".sound"};
        testing::write_recording(file.path(), noise(2 * 40'000), 2, 48000, format);
        auto const whole = testing::decoded(file.path());
        int failed = 0;
        for (int fault_number = 0; fault_number < 12; ++fault_number) {
            faulty_buffer buffer;
            buffer.bytes = bytes_of(file.path());
            std::istream stream{&buffer};
            sj::reader in{stream, {.chunk_frames = 1000}};
            REQUIRE(in.next());
            buffer.calls = 0;
            buffer.fail_at = fault_number;
            buffer.once = true;
            CAPTURE(format, fault_number);
            try {
                in.seek(30'000);
                buffer.fail_at = -1;
            } catch (const sj::io_error& e) {
                ++failed;
                CHECK(says(e.what(), "injected fault"));
                CHECK_THROWS_AS(in.next(), sj::io_error);   // no samples from another position
                CHECK_FALSE(in.next());
                in.seek(30'000);
            }
            REQUIRE(in.next());
            auto const got = in.get().samples();
            CHECK(in.get().position() == 30'000);
            CHECK(std::equal(got.begin(), got.end(), whole.begin() + 60'000));
        }
        bool const plain = sj::detail::pcm_format(format).has_value() || (format & SF_FORMAT_SUBMASK) == SF_FORMAT_ULAW;
        CHECK((failed > 0 || plain));   // these formats seek without a read
    }
}

TEST_CASE("a fault before the first sample of the selected part is reported") {
    temporary_file const file{".wav"};
    testing::write_recording(file.path(), noise(40'000), 1, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
    for (int fault_number = 2; fault_number < 25; ++fault_number) {
        faulty_buffer buffer;
        buffer.forward = true;
        buffer.bytes = bytes_of(file.path());
        buffer.fail_at = fault_number;
        buffer.once = true;
        std::istream stream{&buffer};
        CAPTURE(fault_number);
        auto const failure = testing::message<sj::io_error>([&] { return sj::read_all(stream, {.first = 39'000}); });
        CHECK((says(failure, "injected fault") || (failure.empty() && buffer.calls <= fault_number)));
    }
}

TEST_CASE("every failing write and seek is reported, and the samples before stay") {
    auto const x = noise(2 * 9000);
    for (int const format : formats) {
        auto const info = sj::detail::describe(format);
        sj::writer_options const options{
            .sample_rate = 48000, .channels = 2, .encoding = info.encoding, .container = info.container};
        for (bool const throws : {true, false}) {
            int fault_number = 0;
            for (bool more = true; more; ++fault_number) {
                faulty_buffer buffer;
                buffer.fail_at = fault_number;
                buffer.throws = throws;
                std::ostream stream{&buffer};
                CAPTURE(format, throws, fault_number);
                bool reported = false, at_write = false;
                try {
                    sj::writer out{stream, options};
                    try {
                        out.write(std::span{x}.first(2 * 5000));
                        out.write(std::span{x}.subspan(2 * 5000));
                    } catch (const sj::io_error& e) {
                        at_write = true;
                        CHECK(says(e.what(), "cannot write a stream: "));
                    }
                    out.close();
                } catch (const sj::io_error& e) {
                    reported = true;
                    CHECK(says(e.what(), throws ? "injected fault" : "the stream"));
                }
                more = buffer.calls > fault_number;
                if (more) CHECK(reported);
                if (at_write) CHECK(reported);   // close() reports it again
            }
            CHECK(fault_number > 4);
        }
    }
    // A temporary fault, as of a disk that was full for a while: the samples before it are a valid file.
    for (int fault_number = 8; fault_number < 20; ++fault_number) {
        faulty_buffer buffer;
        buffer.fail_at = fault_number;
        buffer.once = true;
        std::ostream stream{&buffer};
        std::int64_t frames = 0;
        bool refused = false;
        {
            sj::writer out{stream,
                           {.sample_rate = 48000, .encoding = sj::encoding::float32, .container = sj::container::wav}};
            try {
                for (int i = 0; i < 9; ++i) out.write(std::span{x}.subspan(static_cast<std::size_t>(i) * 1000, 1000));
            } catch (const sj::io_error&) {
                refused = true;
            }
            frames = out.frames();
        }
        CAPTURE(fault_number, frames);
        if (!refused) continue;
        auto const found = sj::read_all(testing::as_bytes(buffer.bytes));
        CHECK(found.frames() >= static_cast<std::size_t>(frames));
        CHECK(std::equal(x.begin(), x.begin() + frames, found.samples().begin()));
    }
}
