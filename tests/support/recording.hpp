// SPDX-License-Identifier: MIT
// Audio files for tests: made by libsndfile, gone at the end of the scope.
#pragma once

#include <atomic>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <sndfile.h>
#include <unistd.h>

namespace testing {

class temporary_file {
public:
    explicit temporary_file(const std::string& extension) {
        static std::atomic<int> count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("symphonic_" + std::to_string(getpid()) + "_" + std::to_string(count++) + extension);
    }
    ~temporary_file() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    temporary_file(const temporary_file&) = delete;
    temporary_file& operator=(const temporary_file&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

inline void write_recording(const std::filesystem::path& path, const std::vector<float>& samples, int channels,
                            int rate, int format) {
    SF_INFO info{};
    info.channels = channels;
    info.samplerate = rate;
    info.format = format;
    SNDFILE* const file = sf_open(path.string().c_str(), SFM_WRITE, &info);
    if (file == nullptr) throw std::runtime_error("cannot write " + path.string());
    auto const n = static_cast<sf_count_t>(samples.size());
    bool const whole = sf_write_float(file, samples.data(), n) == n;
    if (sf_close(file) != 0 || !whole) throw std::runtime_error("cannot write all of " + path.string());
}

}   // namespace testing
