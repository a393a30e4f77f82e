// SPDX-License-Identifier: MIT
#include "progress.hpp"

#include <algorithm>
#include <cstdio>

#include <unistd.h>

progress::progress() : terminal_(isatty(STDERR_FILENO) == 1) {}

void progress::start(std::string label) {
    label_ = std::move(label);
    started_ = last_ = clock::now();
}

void progress::update(std::int64_t done, std::int64_t total) {
    using namespace std::chrono_literals;
    if (!terminal_) return;
    auto const now = clock::now();
    if (now - last_ < 100ms) return;
    last_ = now;
    drawn_ = true;
    if (total <= 0) {
        std::fprintf(stderr, "\r\033[K%s  %lld sample frames", label_.c_str(), static_cast<long long>(done));
        return;
    }
    auto const share = std::clamp(static_cast<double>(done) / static_cast<double>(total), 0.0, 1.0);
    auto const left = std::chrono::duration<double>(now - started_).count() * (1 - share) / std::max(share, 1e-6);
    constexpr int width = 30;
    auto const full = static_cast<int>(share * width);
    auto const seconds = static_cast<long>(left + 0.5);
    std::fprintf(stderr, "\r\033[K%s  [%.*s%*s] %3.0f %%  ETA %ld:%02ld", label_.c_str(), full,
                 "##############################", width - full, "", 100 * share, seconds / 60, seconds % 60);
}

void progress::clear() {
    if (drawn_) std::fputs("\r\033[K", stderr);
    drawn_ = false;
}
