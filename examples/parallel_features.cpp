// SPDX-License-Identifier: MIT
// parallel_features FOLDER: analyses all recordings below a folder on all processors and writes one line of CSV for each. The exit
// status is 1 if a file could not be analysed, and 2 if the folder cannot be read or the output cannot be written. A number that
// does not exist, such as the spectral centroid of silence, is nan.
#include <cmath>
#include <cstdio>
#include <string>

#include <unistd.h>

#include <symphonic/parallel.hpp>
#include <symphonic/symphonic.hpp>

namespace sj = symphonic;
namespace v = symphonic::views;

namespace {

struct features {
    double duration = 0, centroid = 0;   // seconds; Hz, mean over the frames that are not silent
    sj::signal_summary level{};          // of the mean of the channels
};

features features_of(const std::filesystem::path& path) {
    sj::reader in{path};
    double const rate = in.format().sample_rate;
    sj::signal_accumulator level;
    auto const measure = v::tee([&](sj::block<const float> b) { level.push(b.samples()); });
    double sum = 0, frames = 0;
    for (auto const magnitude : in | v::mono | measure | v::stft({.size = 2048, .hop = 512}) | v::magnitude) {
        double weighted = 0, total = 0;
        for (std::size_t k = 0; k < magnitude.size(); ++k) {
            weighted += static_cast<double>(k) * static_cast<double>(magnitude[k]);
            total += static_cast<double>(magnitude[k]);
        }
        if (total == 0) continue;
        sum += weighted / total * rate / 2048;
        ++frames;
    }
    auto const s = level.result();
    return {static_cast<double>(s.count) / rate, sum / frames, s};
}

/// Returns a CSV field: text with a separator, quote or line end is quoted, its quotes doubled.
std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (char const c : text) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + '"';
}

}   // namespace

int main(int count, char** arguments) try {
    if (count != 2) throw std::runtime_error("expected one argument, a folder");
    bool const terminal = isatty(STDERR_FILENO) == 1;
    int done = 0, failed = 0;
    std::puts("path,duration_s,energy,rms,peak,zero_crossing_rate,spectral_centroid_hz,error");
    for (auto const& r : sj::audio_files(arguments[1], {.sorted = true}) | v::try_parallel(features_of)) {
        std::fputs(quoted(r.input.string()).c_str(), stdout);
        if (r.value) {
            auto const& [duration, centroid, level] = *r.value;
            std::printf(",%.3f,%g,%.6f,%.6f,%.6f,%.1f,\n", duration, level.energy, level.rms, level.peak,
                        static_cast<double>(level.zero_crossings) / static_cast<double>(level.count), centroid);
        } else {
            std::printf(",,,,,,,%s\n", quoted(r.message()).c_str());
            ++failed;
        }
        if (++done; terminal) std::fprintf(stderr, "\r%d files, %d failed", done, failed);
    }
    if (terminal) std::fputc('\n', stderr);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
        throw std::runtime_error("cannot write to the standard output");
    return failed == 0 ? 0 : 1;
} catch (const std::exception& e) {
    std::fprintf(stderr, "parallel_features: %s\n", e.what());
    return 2;
}
