// SPDX-License-Identifier: MIT
#include "features_csv.hpp"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <stdexcept>

namespace {

/// Returns a CSV field: text with a separator, quote or line end is quoted, its quotes doubled.
std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (char const c : text) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + '"';
}

}   // namespace

features_csv::features_csv(std::string path) : path_(std::move(path)), file_(std::fopen(path_.c_str(), "w")) {
    if (!file_) fail();
    if (std::fputs("file,time_s,rms,peak,zero_crossing_rate,spectral_centroid_hz\n", file_.get()) < 0) fail();
}

void features_csv::write(const std::string& name, const frame_features& frame) {
    auto const written = std::fprintf(file_.get(), "%s,%.6f,%.9g,%.9g,%.9g,", quoted(name).c_str(), frame.time,
                                      frame.rms, frame.peak, frame.zero_crossing_rate);
    auto const ended = std::isnan(frame.spectral_centroid)   // of silence: the field stays empty
                           ? std::fputs("\n", file_.get())
                           : std::fprintf(file_.get(), "%.3f\n", frame.spectral_centroid);
    if (written < 0 || ended < 0) fail();
}

void features_csv::close() {
    if (std::fclose(file_.release()) != 0) fail();
}

void features_csv::fail() const { throw std::runtime_error("cannot write " + path_ + ": " + std::strerror(errno)); }
