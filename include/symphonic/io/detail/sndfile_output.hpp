// SPDX-License-Identifier: MIT
// byte_output: a file, or a std::ostream, as libsndfile's virtual I/O, with what it does not tell: why writing failed.
#ifndef SYMPHONIC_IO_DETAIL_SNDFILE_OUTPUT_HPP
#define SYMPHONIC_IO_DETAIL_SNDFILE_OUTPUT_HPP

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <ostream>
#include <string>
#include <variant>

#include <sndfile.h>

#include <symphonic/io/detail/istream_source.hpp>

namespace symphonic::detail {

/// A file that is made anew: in its place at once, or, `atomic`, beside it until commit() puts it there.
class file_sink {
public:
    file_sink(const std::filesystem::path& path, bool atomic) {
        if (!atomic) {
            fd_ = open(path, O_TRUNC);
            if (fd_ < 0) throw io_error(system_text(errno));
            return;
        }
        // What a link points to is replaced, not the link, wherever the program is by then.
        target_ = std::filesystem::absolute(path);
        std::error_code none;
        for (int links = 0; links < 40 && std::filesystem::is_symlink(target_, none); ++links)
            target_ = target_.parent_path() / std::filesystem::read_symlink(target_);
        auto const there = std::filesystem::status(target_, none);
        if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there))
            throw io_error("it is no regular file, which could be replaced");
        static std::atomic<unsigned> count = 0;
        do {
            beside_ = target_;
            beside_.replace_filename(".symphonic-" + std::to_string(::getpid()) + "-" + std::to_string(count++) +
                                     ".tmp");
            fd_ = open(beside_, O_EXCL);
        } while (fd_ < 0 && errno == EEXIST);
        if (fd_ < 0) throw io_error(system_text(errno));
        struct stat old{};
        if (::stat(target_.c_str(), &old) == 0) static_cast<void>(::fchmod(fd_, old.st_mode & 07777));
    }
    file_sink(file_sink&& other) noexcept
        : fd_(std::exchange(other.fd_, -1)), target_(std::move(other.target_)),
          beside_(std::exchange(other.beside_, {})) {}
    file_sink& operator=(file_sink&&) = delete;
    ~file_sink() { give_up(); }

    void write(std::int64_t at, std::byte const* from, std::size_t n) {
        while (n > 0) {
            auto const done = ::pwrite(fd_, from, std::min(n, std::size_t{1} << 30), at);
            if (done < 0 && errno == EINTR) continue;
            if (done <= 0) throw io_error(system_text(done < 0 ? errno : ENOSPC));
            from += done;
            at += done;
            n -= static_cast<std::size_t>(done);
        }
    }
    /// Ends the file at `length` bytes, whatever had been begun beyond that. A file beside its place goes there if it
    /// is `whole`, else it goes. Throws io_error.
    void commit(std::int64_t length, bool whole) {
        int failure = 0;
        auto const check = [&](int result) {
            if (result != 0 && failure == 0) failure = errno;
        };
        struct stat now{};
        check(::fstat(fd_, &now));
        if (S_ISREG(now.st_mode) && now.st_size != length) check(::ftruncate(fd_, length));
        bool const moves = whole && !beside_.empty();
        if (moves) check(::fsync(fd_));   // before its name says that it is there
        check(::close(std::exchange(fd_, -1)));
        if (moves && failure == 0) check(std::rename(beside_.c_str(), target_.c_str()));
        if (moves && failure == 0) beside_.clear();
        give_up();
        if (failure != 0) throw io_error(system_text(failure));
    }

private:
    [[nodiscard]] static int open(const std::filesystem::path& path, int how) noexcept {
        return open_file(path.c_str(), O_WRONLY | O_CREAT | how);
    }

    void give_up() noexcept {
        if (fd_ >= 0) ::close(std::exchange(fd_, -1));
        if (!beside_.empty()) ::unlink(beside_.c_str());
        beside_.clear();
    }

    int fd_ = -1;
    std::filesystem::path target_, beside_;   // beside_: empty if the file is in its place
};

/// From where the stream stands.
class stream_sink {
public:
    explicit stream_sink(std::ostream& stream) : buffer_(stream.rdbuf()) {
        if (buffer_ == nullptr || stream.fail()) throw io_error("the stream had failed before");
        with_io_errors([&] { begin_ = buffer_->pubseekoff(0, std::ios::cur, std::ios::out); });
    }
    void write(std::int64_t at, std::byte const* from, std::size_t n) {
        with_io_errors([&] {
            if (at != at_) go_to(at);
            auto const done = buffer_->sputn(reinterpret_cast<char const*>(from), static_cast<std::streamsize>(n));
            at_ += std::max<std::streamsize>(done, 0);
            if (done != static_cast<std::streamsize>(n)) throw io_error("the stream takes no more");
        });
    }
    /// The stream stands behind the file.
    void commit(std::int64_t length, bool) {
        with_io_errors([&] {
            if (at_ != length) go_to(length);
            if (buffer_->pubsync() != 0) throw io_error("the stream takes no more");
        });
    }

private:
    void go_to(std::int64_t at) {
        if (begin_ < 0 || std::int64_t{buffer_->pubseekoff(begin_ + at, std::ios::beg, std::ios::out)} != begin_ + at)
            throw io_error("the stream cannot be sought");
        at_ = at;
    }

    std::streambuf* buffer_;
    std::int64_t begin_ = -1, at_ = 0;
};

/// To see whether libsndfile would write such a file at all.
class no_sink {
public:
    void write(std::int64_t, std::byte const*, std::size_t) noexcept {}
    void commit(std::int64_t, bool) noexcept {}
};

/// libsndfile keeps its address: it is neither copied nor moved.
class byte_output {
public:
    /// Of the sink that `open` makes.
    template <class Open>
    explicit byte_output(Open&& open) : sink_(open()) {}
    byte_output(const byte_output&) = delete;
    byte_output& operator=(const byte_output&) = delete;

    [[nodiscard]] std::int64_t length() const noexcept { return length_; }
    /// Why writing failed, the first time; empty: it did not.
    [[nodiscard]] const std::string& failure() const noexcept { return failure_; }
    void commit(bool whole) {
        std::visit([&](auto& s) { s.commit(length_, whole); }, sink_);
    }

    [[nodiscard]] static SF_VIRTUAL_IO calls() noexcept {
        return {
            .get_filelen = [](void* self) -> sf_count_t { return of(self).length_; },
            .seek = [](sf_count_t offset, int whence, void* self) { return of(self).seek(offset, whence); },
            .read = [](void*, sf_count_t, void*) -> sf_count_t { return 0; },
            .write = [](void const* from, sf_count_t n,
                        void* self) { return of(self).write(static_cast<std::byte const*>(from), n); },
            .tell = [](void* self) -> sf_count_t { return of(self).at_; },
        };
    }

private:
    [[nodiscard]] static byte_output& of(void* self) noexcept { return *static_cast<byte_output*>(self); }

    sf_count_t seek(sf_count_t offset, int whence) noexcept {
        auto const from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? at_ : length_;
        if (offset < -from || offset > SF_COUNT_MAX - from) return -1;
        return at_ = from + offset;
    }
    /// All of it or nothing, so that what was written before stays a whole file.
    sf_count_t write(std::byte const* from, sf_count_t n) noexcept {
        if (n <= 0) return 0;
        try {
            std::visit([&](auto& s) { s.write(at_, from, static_cast<std::size_t>(n)); }, sink_);
        } catch (const std::exception& e) {
            fail(e.what());
            return 0;
        }
        at_ += n;
        length_ = std::max(length_, at_);
        return n;
    }
    void fail(char const* cause) noexcept try {
        if (failure_.empty()) failure_ = cause;
    } catch (...) {
        failure_ = "out of memory";   // short enough to need none
    }

    std::variant<no_sink, file_sink, stream_sink> sink_;
    std::int64_t at_ = 0, length_ = 0;
    std::string failure_;
};

}   // namespace symphonic::detail
#endif
