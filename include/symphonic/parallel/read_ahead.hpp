// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PARALLEL_READ_AHEAD_HPP
#define SYMPHONIC_PARALLEL_READ_AHEAD_HPP

#include <symphonic/io/load_file.hpp>
#include <symphonic/views/map.hpp>
#include <symphonic/views/prefetch.hpp>

namespace symphonic {
namespace detail {

struct read_ahead_fn : stage_factory {
    [[nodiscard]] auto operator()(std::size_t files) const {
        require_count(files, "read_ahead: ", files, " files ahead");
        return views::map([](const file_path& path) { return load_file(path); }) | views::prefetch(files);
    }
};

}   // namespace detail
namespace views {

/// Reads files into memory before they are needed: `read_ahead(n)` reads the next n files in another thread while this one is
/// decoded. For disks and networks with a long latency.
///
///     for (auto const& file : sj::audio_files("/net/corpus") | v::read_ahead(4)) analyse(sj::read(file));
///
/// - Input: paths, of any type that converts to file_path.
/// - Output: a file_image for each path, which read() takes.
/// - Tail: none.
/// - Lifetime: an element is valid until the next ++; copies share the bytes.
/// - Errors: argument_error if n is 0 or too large. A file that cannot be read is reported by read().
/// - Cost: memory for n + 2 files. A file above 256 MiB is not read into memory; read() opens it.
/// - Threads: as prefetch.
inline constexpr detail::read_ahead_fn read_ahead{};

}
}   // namespace symphonic
#endif
