// SPDX-License-Identifier: MIT
// analyse FILE...: what is in a recording, in one streaming pass and constant memory.
#include <cerrno>
#include <cstring>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "analysis.hpp"
#include "features_csv.hpp"
#include "progress.hpp"
#include "spectrogram.hpp"
#include "table.hpp"

namespace {

constexpr std::size_t most_panels = 16;

struct arguments {
    std::vector<std::string> files;
    std::string csv, png;
    bool times = false;
    analysis_options analysis;
};

/// What is written must not be what is read.
void keep_inputs(const std::string& output, const std::vector<std::string>& inputs) {
    for (auto const& input : inputs)
        if (std::error_code error; !output.empty() && std::filesystem::equivalent(output, input, error))
            throw CLI::ValidationError(output + " is one of the recordings, it would be overwritten");
}

void describe(CLI::App& app, arguments& a) {
    app.add_option("FILE", a.files, "Recordings: WAV, AIFF, FLAC, Ogg, MP3 and whatever else libsndfile reads")
        ->required();
    app.add_option("--csv", a.csv, "Write the features of every frame to this file");
    app.add_option("--png", a.png, "Draw the spectrograms of up to 16 files into this picture");
    app.add_option("--frame", a.analysis.frame, "Samples in an analysis frame")
        ->check(CLI::Range(2, 1 << 20))
        ->capture_default_str();
    app.add_option("--hop", a.analysis.hop, "Samples from one frame to the next")
        ->check(CLI::Range(1, 1 << 20))
        ->capture_default_str();
    app.add_flag("--profile", a.times, "Say at the end where the time went");
    app.set_version_flag("--version", [] {
        auto const [major, minor, patch] = symphonic::version;
        return "analyse " + std::to_string(major) + '.' + std::to_string(minor) + '.' + std::to_string(patch);
    });
    app.footer(
        "Energy is the sum of the squares of all samples, full scale being 1; RMS, peak and crest factor are over\n"
        "all channels as well, and a sine of full scale has an RMS of -3.01 dBFS. Zero crossings and spectra are\n"
        "those of the mean of the channels; the centroid is a mean over the frames that are not silent.\n"
        "Exit status: 0 if all went well, 1 if a file could not be read or written, 2 for a wrong command line.");
    app.callback([&a] {
        keep_inputs(a.csv, a.files);
        keep_inputs(a.png, a.files);
        auto const place = [](const std::string& path) {
            return std::filesystem::weakly_canonical(std::filesystem::absolute(path));
        };
        if (!a.csv.empty() && !a.png.empty() && place(a.csv) == place(a.png))
            throw CLI::ValidationError("--csv and --png name the same file");
        if (!a.png.empty() && a.files.size() > most_panels)
            throw CLI::ValidationError("--png draws up to " + std::to_string(most_panels) + " files, " +
                                       std::to_string(a.files.size()) + " were given");
    });
}

std::string panel_title(const std::string& file, const analysis& found) {
    char facts[96];
    std::snprintf(facts, sizeof facts, "   %g kHz, %d channel%s, %.2f s", found.format.sample_rate / 1000,
                  found.format.channels, found.format.channels == 1 ? "" : "s", found.duration());
    return std::filesystem::path{file}.filename().string() + facts;
}

/// All files; whether all of them could be read to their end.
bool analyse_all(const arguments& a) {
    std::optional<features_csv> csv;
    if (!a.csv.empty()) csv.emplace(a.csv);
    std::vector<spectrogram_panel> panels;
    progress bar;
    bool all_well = true;
    auto const complain = [&](const std::string& what) {
        bar.clear();
        std::fprintf(stderr, "analyse: %s\n", what.c_str());
        all_well = false;
    };
    for (auto const& file : a.files) {
        spectrogram_panel panel{a.analysis};
        bar.start(std::filesystem::path{file}.filename().string());
        try {
            auto const found = analyse(
                file, a.analysis,
                [&](const symphonic::audio_format& format, const frame_features& frame) {
                    if (csv) csv->write(file, frame);
                    if (!a.png.empty()) panel.add(format, frame.power);
                },
                [&](std::int64_t done, std::int64_t of) { bar.update(done, of); });
            bar.clear();
            print_table(stdout, file, found);
            if (found.truncated) complain("cannot read " + file + " to its end: the file is truncated");
            panel.finish(panel_title(file, found), found);
            if (!a.png.empty()) panels.push_back(std::move(panel));
        } catch (const symphonic::error& e) {
            complain(e.what());
        }   // the rest are done
    }
    if (csv) {
        csv->close();
        std::printf("features     %s\n", a.csv.c_str());
    }
    if (!panels.empty()) {
        draw_png(a.png, panels);
        std::printf("spectrogram  %s\n", a.png.c_str());
    }
    return all_well;
}

}   // namespace

int main(int argc, char** argv) try {
    CLI::App app{"Measures recordings, draws their spectrograms and writes their features, frame by frame."};
    arguments a;
    describe(app, a);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    symphonic::profile times;
    if (a.times) a.analysis.times = &times;
    bool const all_well = analyse_all(a);
    if (a.times) times.report(std::cout);
    if (std::fflush(stdout) != 0)
        throw std::runtime_error(std::string{"cannot write the table: "} + std::strerror(errno));
    return all_well ? 0 : 1;
} catch (const std::exception& e) {
    std::fprintf(stderr, "analyse: %s\n", e.what());
    return 1;
}
