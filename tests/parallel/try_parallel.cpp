// SPDX-License-Identifier: MIT
#include <filesystem>
#include <map>

#include <symphonic/parallel.hpp>
#include <symphonic/symphonic.hpp>

#include "support/catch.hpp"
#include "support/recording.hpp"
#include "support/signals.hpp"
#include "support/sparse_wav.hpp"
#include "support/temporary_folder.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using testing::message;

namespace {

double first_second_energy(const std::filesystem::path& file) {
    double sum = 0;
    for (double const e : sj::read(file) | v::take_time(1) | v::mono | v::chunks(1000) | v::energy) sum += e;
    return sum;
}

}   // namespace

TEST_CASE("try_parallel turns each file that cannot be read into a result, and goes on with the others", "[threads]") {
    testing::temporary_folder const folder;
    auto const path = [&](char const* name) { return folder.path() / name; };
    auto const x = testing::noise(8000);
    for (char const* name : {"a.flac", "f.flac", "m.flac", "z.flac"})
        testing::write_recording(path(name), x, 1, 8000, SF_FORMAT_FLAC | SF_FORMAT_PCM_24);
    auto const flac = testing::bytes_of(path("a.flac"));
    testing::write_bytes(path("corrupt.flac"), flac.substr(0, 60) + std::string(500, '\xAA'));
    testing::write_bytes(path("empty.wav"), "");
    testing::write_sparse_wav(path("enormous.wav"), {.rate = 48000, .channels = 2, .bytes = 2, .seconds = 20000});
    folder.create_file("text.aiff");
    testing::write_bytes(path("vanishing.flac"), flac);
    std::filesystem::create_symlink("nowhere", path("unreadable.wav"));
    auto const listed = sj::audio_files(folder.path(), {.sorted = true}) | sj::collect;
    std::filesystem::remove(path("vanishing.flac"));

    for (std::size_t const threads : {1U, 3U}) {
        std::map<std::string, std::string> messages;
        std::vector<std::filesystem::path> inputs;
        for (auto const& r : listed | v::try_parallel(first_second_energy, {.threads = threads})) {
            inputs.push_back(r.input);
            CHECK(r.value.has_value() == (r.error == nullptr));
            auto const name = r.input.filename().string();
            if (r.error) messages[name] = r.message();
            else CHECK(*r.value == (name == "enormous.wav" ? 0 : first_second_energy(path("a.flac"))));
        }
        CHECK(inputs == listed);
        CHECK(messages.size() == 5);
        for (char const* name : {"corrupt.flac", "empty.wav", "text.aiff", "unreadable.wav", "vanishing.flac"}) {
            CAPTURE(name);
            CHECK(messages[name].find(path(name).string()) != std::string::npos);
        }
        CHECK(messages["vanishing.flac"].ends_with("no such file"));
    }
}

TEST_CASE("try_parallel delivers results of functions that return nothing, and exceptions of any type", "[threads]") {
    auto const refuse_odd = [](int i) {
        if (i % 2 == 1) throw i;
    };
    int errors = 0, values = 0;
    for (auto const& r : std::vector{0, 1, 2, 3, 4} | v::try_parallel(refuse_odd, {.threads = 2})) {
        errors += r.message() == "unknown exception";
        values += r.value.has_value();
        CHECK((r.error != nullptr) == (r.input % 2 == 1));
    }
    CHECK(errors == 2);
    CHECK(values == 3);
}

TEST_CASE("try_parallel throws an exception of the source, and ends") {
    auto const source = [](int i) {
        if (i == 2) throw sj::format_error{"no path"};
        return i;
    };
    auto stream = std::vector{0, 1, 2, 3} | v::map(source) | v::try_parallel([](int i) { return i; });
    CHECK(stream.next());
    CHECK(stream.next());
    CHECK(message<sj::format_error>([&] { (void)stream.next(); }) == "no path");
    CHECK(stream.ended());
}
