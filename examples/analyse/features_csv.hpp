// SPDX-License-Identifier: MIT
// The CSV file of frame-wise features that analyse writes: RFC 4180, a header, one line a frame.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "analysis.hpp"

class features_csv {
public:
    /// Throws std::runtime_error, with the path and the reason, as do write() and close().
    explicit features_csv(std::string path);
    void write(const std::string& name, const frame_features& frame);
    void close();

private:
    [[noreturn]] void fail() const;

    struct closer {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };
    std::string path_;
    std::unique_ptr<std::FILE, closer> file_;
};
