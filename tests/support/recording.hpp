// SPDX-License-Identifier: MIT
// Audio files for tests, which libsndfile writes, removed at the end of the scope.
#pragma once

#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <sndfile.h>
#include <unistd.h>

namespace testing {

/// The path of a file in the temporary directory. The destructor removes the file.
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

/// Writes interleaved samples with libsndfile. Throws std::runtime_error.
inline void write_recording(const std::filesystem::path& path, const std::vector<float>& samples, int channels,
                            int rate, int format) {
    SF_INFO info{};
    info.channels = channels;
    info.samplerate = rate;
    info.format = format;
    SNDFILE* const file = sf_open(path.string().c_str(), SFM_WRITE, &info);
    if (file == nullptr) throw std::runtime_error("cannot write " + path.string());
    auto const n = static_cast<sf_count_t>(samples.size());
    bool const complete = sf_write_float(file, samples.data(), n) == n;
    if (sf_close(file) != 0 || !complete) throw std::runtime_error("cannot write all of " + path.string());
}

/// Returns every format that the installed libsndfile writes with so many channels, as container | encoding, except
/// SD2, which writes a second file.
inline std::vector<int> formats(int channels, int rate = 8000) {
    auto const all = [](int count_command, int command) {
        int count = 0;
        sf_command(nullptr, count_command, &count, sizeof count);
        std::vector<int> found;
        for (int i = 0; i < count; ++i) {
            SF_FORMAT_INFO info{i, nullptr, nullptr};
            sf_command(nullptr, command, &info, sizeof info);
            found.push_back(info.format);
        }
        return found;
    };
    std::vector<int> found;
    for (int const major : all(SFC_GET_FORMAT_MAJOR_COUNT, SFC_GET_FORMAT_MAJOR))
        for (int const minor : all(SFC_GET_FORMAT_SUBTYPE_COUNT, SFC_GET_FORMAT_SUBTYPE)) {
            SF_INFO info{};
            info.channels = channels;
            info.samplerate = rate;
            info.format = major | minor;
            if (major != SF_FORMAT_SD2 && sf_format_check(&info) != 0) found.push_back(info.format);
        }
    return found;
}

inline void write_bytes(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream{path, std::ios::binary}.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}
inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}
inline std::span<const std::byte> as_bytes(std::string_view bytes) { return std::as_bytes(std::span{bytes}); }

/// Returns the samples that libsndfile decodes.
template <class T = float> std::vector<T> decoded(const std::filesystem::path& path) {
    SF_INFO info{};
    SNDFILE* const file = sf_open(path.string().c_str(), SFM_READ, &info);
    if (file == nullptr) throw std::runtime_error("cannot read " + path.string());
    std::vector<T> out;
    std::vector<T> block(4096 * static_cast<std::size_t>(info.channels));
    for (;;) {
        sf_count_t n = 0;
        if constexpr (sizeof(T) == 4) n = sf_readf_float(file, block.data(), 4096);
        else n = sf_readf_double(file, block.data(), 4096);
        if (n <= 0) break;
        out.insert(out.end(), block.begin(), block.begin() + std::ptrdiff_t{n * info.channels});
    }
    sf_close(file);
    return out;
}

}   // namespace testing
