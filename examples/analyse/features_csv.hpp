// SPDX-License-Identifier: MIT
// Writes the features of each analysis frame as CSV (RFC 4180): a header line, then one line for each frame.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "analysis.hpp"

class features_csv {
public:
    /// Opens the file and writes the header line. Throws std::runtime_error with path and reason, as write() and close() do.
    explicit features_csv(std::string path);
    /// Writes the line of one frame of the recording `name`.
    void write(const std::string& name, const frame_features& frame);
    /// Closes the file and reports errors of the disk.
    void close();

private:
    [[noreturn]] void fail() const;

    struct file_closer {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };
    std::string path_;
    std::unique_ptr<std::FILE, file_closer> file_;
};
