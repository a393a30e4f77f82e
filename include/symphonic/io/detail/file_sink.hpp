// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_FILE_SINK_HPP
#define SYMPHONIC_IO_DETAIL_FILE_SINK_HPP

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <utility>

#include <sys/stat.h>

#include <symphonic/core/detail/open_file.hpp>
#include <symphonic/io/detail/byte_sink.hpp>

namespace symphonic::detail {

/// Writes a new file: at its path, or, if `atomic`, as a temporary file that commit() renames to the path.
class file_sink final : public byte_sink {
public:
    file_sink(std::filesystem::path path, bool atomic) : target_(std::move(path)), atomic_(atomic) {}
    ~file_sink() override { remove_temporary(); }

    void open() override {
        if (atomic_) {
            create_temporary();
            struct stat old{};
            if (::stat(target_.c_str(), &old) == 0) static_cast<void>(::fchmod(file_.get(), old.st_mode & 07777));
        } else {
            file_ = create(target_, O_TRUNC);
            if (file_.get() < 0) throw io_error(system_text(errno));
        }
    }
    void write(std::int64_t offset, std::byte const* from, std::size_t n) override {
        while (n > 0) {
            auto const done = ::pwrite(file_.get(), from, std::min(n, std::size_t{1} << 30), offset);
            if (done < 0 && errno == EINTR) continue;
            if (done <= 0) throw io_error(system_text(done < 0 ? errno : ENOSPC));
            from += done;
            offset += done;
            n -= static_cast<std::size_t>(done);
        }
    }
    /// Ends the file and closes it. Renames a temporary file to its path if it is `complete`, and removes it otherwise.
    void commit(std::int64_t length, bool complete) override {
        int failure = 0;
        auto const check = [&](int result) {
            if (result != 0 && failure == 0) failure = errno;
        };
        struct stat now{};
        check(::fstat(file_.get(), &now));
        if (S_ISREG(now.st_mode) && now.st_size != length) check(::ftruncate(file_.get(), length));
        bool const renames = complete && !temporary_.empty();
        if (renames) check(::fsync(file_.get()));   // before the file appears under its name
        check(::close(file_.release()));
        if (renames && failure == 0) check(std::rename(temporary_.c_str(), target_.c_str()));
        if (renames && failure == 0) temporary_.clear();
        remove_temporary();
        if (failure != 0) throw io_error(system_text(failure));
    }

    /// Empties the file, removes it unless its path has become another file, and closes it.
    void discard() noexcept override {
        struct stat opened{}, named{};
        if (!atomic_ && ::fstat(file_.get(), &opened) == 0 && S_ISREG(opened.st_mode)) {
            static_cast<void>(!::ftruncate(file_.get(), 0));
            if (::lstat(target_.c_str(), &named) == 0 && named.st_dev == opened.st_dev && named.st_ino == opened.st_ino)
                ::unlink(target_.c_str());
        }
        file_ = {};
        remove_temporary();
    }

private:
    [[nodiscard]] static unique_descriptor create(const std::filesystem::path& path, int flags) noexcept {
        return unique_descriptor{open_file(path.c_str(), O_WRONLY | O_CREAT | flags)};
    }
    void create_temporary() {
        std::error_code failure, ignored;
        target_ = std::filesystem::absolute(target_, failure);   // the program may change its directory
        if (failure) throw io_error(failure.message());
        for (int links = 0; links < 40 && std::filesystem::is_symlink(target_, ignored);
             ++links)   // replace their target
            target_ = target_.parent_path() / std::filesystem::read_symlink(target_);
        auto const old = std::filesystem::status(target_, ignored);
        if (std::filesystem::exists(old) && !std::filesystem::is_regular_file(old))
            throw io_error("it is not a regular file, which an atomic writer could replace");
        static std::atomic<unsigned> count = 0;
        do {
            temporary_ = target_;
            temporary_.replace_filename(message(".symphonic-", ::getpid(), "-", count++, ".tmp"));
            file_ = create(temporary_, O_EXCL);
        } while (file_.get() < 0 && errno == EEXIST);
        if (file_.get() < 0) throw io_error(system_text(errno));
    }
    void remove_temporary() noexcept {
        if (!temporary_.empty()) ::unlink(temporary_.c_str());
        temporary_.clear();
    }

    unique_descriptor file_{};
    std::filesystem::path target_, temporary_{};   // temporary_ is empty if the file is written at its path
    bool atomic_;
};

}   // namespace symphonic::detail
#endif
