// SPDX-License-Identifier: MIT
// analyse FILE...: measures recordings in one pass and constant memory, prints a table, draws spectrograms, writes CSV.
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include <symphonic/core/version.hpp>
#include <symphonic/profile.hpp>

#include "analysis.hpp"
#include "features_csv.hpp"
#include "progress.hpp"
#include "spectrogram.hpp"
#include "table.hpp"

namespace {

constexpr std::size_t max_panels = 16;

struct arguments {
    std::vector<std::string> files;
    std::string csv, png;
    bool print_times = false;
    analysis_options analysis;
};

/// Throws if the output file is one of the inputs.
void require_no_input(const std::string& output, const std::vector<std::string>& inputs) {
    for (auto const& input : inputs)
        if (std::error_code error; !output.empty() && std::filesystem::equivalent(output, input, error))
            throw CLI::ValidationError(output + " is an input file and would be overwritten");
}

/// Declares the command line; parsing it sets `a`.
void describe(CLI::App& app, arguments& a) {
    app.add_option("FILE", a.files, "Recordings: WAV, AIFF, FLAC, Ogg, MP3 and other formats of libsndfile")
        ->required();
    app.add_option("--csv", a.csv, "Write the features of each frame to this file");
    app.add_option("--png", a.png, "Draw the spectrograms of up to 16 files to this PNG file");
    app.add_option("--frame", a.analysis.frame, "Samples in an analysis frame")
        ->check(CLI::Range(2, 1 << 20))
        ->capture_default_str();
    app.add_option("--hop", a.analysis.hop, "Samples from one frame to the next")
        ->check(CLI::Range(1, 1 << 20))
        ->capture_default_str();
    app.add_flag("--profile", a.print_times, "Print the time of each stage at the end");
    app.set_version_flag("--version", [] {
        auto const [major, minor, patch] = symphonic::version;
        return "analyse " + std::to_string(major) + '.' + std::to_string(minor) + '.' + std::to_string(patch);
    });
    app.footer("Energy is the sum of the squares of the samples of all channels, full scale being 1. RMS, peak and "
               "crest factor\n"
               "cover all channels too; a full-scale sine has an RMS of -3.01 dBFS. Zero crossings and spectra are "
               "those of the\n"
               "mean of the channels; the spectral centroid is the mean over all frames that are not silent.\n"
               "Exit status: 0 on success, 1 if a file could not be read or written, 2 for a wrong command line.");
    app.callback([&a] {
        require_no_input(a.csv, a.files);
        require_no_input(a.png, a.files);
        auto const absolute_path = [](const std::string& path) {
            return std::filesystem::weakly_canonical(std::filesystem::absolute(path));
        };
        if (!a.csv.empty() && !a.png.empty() && absolute_path(a.csv) == absolute_path(a.png))
            throw CLI::ValidationError("--csv and --png name the same file");
        if (!a.png.empty() && a.files.size() > max_panels)
            throw CLI::ValidationError("--png: " + std::to_string(a.files.size()) + " files, expected at most " +
                                       std::to_string(max_panels));
    });
}

/// Returns the title of a spectrogram: file name, sample rate, channels, duration.
std::string panel_title(const std::string& file, const analysis& found) {
    char facts[96];
    std::snprintf(facts, sizeof facts, "   %g kHz, %d channel%s, %.2f s", found.format.sample_rate / 1000,
                  found.format.channels, found.format.channels == 1 ? "" : "s", found.duration());
    return std::filesystem::path{file}.filename().string() + facts;
}

/// Analyses all files and writes the outputs. Returns false if a file could not be read to its end.
bool analyse_all(const arguments& a, symphonic::profile& times) {
    std::optional<features_csv> csv;
    if (!a.csv.empty()) csv.emplace(a.csv);
    std::vector<spectrogram_panel> panels;
    progress bar;
    bool success = true;
    auto const report_error = [&](const std::string& message) {
        bar.clear();
        std::fprintf(stderr, "analyse: %s\n", message.c_str());
        success = false;
    };
    for (auto const& file : a.files) {
        spectrogram_panel panel{a.analysis};
        bar.start(std::filesystem::path{file}.filename().string());
        try {
            auto const found = analyse(
                file, a.analysis, times,
                [&](const symphonic::audio_format& format, const frame_features& frame) {
                    if (csv) csv->write(file, frame);
                    if (!a.png.empty()) panel.add(format, frame.power);
                },
                [&](std::int64_t done, std::int64_t total) { bar.update(done, total); });
            bar.clear();
            print_table(stdout, file, found);
            if (found.truncated) report_error(file + ": the file is truncated");
            panel.finish(panel_title(file, found), found);
            if (!a.png.empty()) panels.push_back(std::move(panel));
        } catch (const symphonic::error& e) {
            report_error(e.what());   // go on with the next file
        }
    }
    if (csv) {
        csv->close();
        std::printf("features     %s\n", a.csv.c_str());
    }
    if (!panels.empty()) {
        draw_png(a.png, panels);
        std::printf("spectrogram  %s\n", a.png.c_str());
    }
    return success;
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
    bool const success = analyse_all(a, times);
    if (a.print_times) times.report(std::cout);
    if (std::fflush(stdout) != 0)
        throw std::runtime_error(std::string{"cannot write the table: "} + std::strerror(errno));
    return success ? 0 : 1;
} catch (const std::exception& e) {
    std::fprintf(stderr, "analyse: %s\n", e.what());
    return 1;
}
