// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_WRITE_HPP
#define SYMPHONIC_IO_WRITE_HPP

#include <symphonic/core/stage.hpp>
#include <symphonic/io/writer.hpp>

namespace symphonic {
namespace detail {

struct write_stage : stage {
    file_path path;
    writer_options options;
    write_stage(file_path p, writer_options o) : path(std::move(p)), options(std::move(o)) {}
    template <sample_stream S> std::int64_t operator()(S&& samples) const {
        auto up = as_stream(std::forward<S>(samples));
        auto const format = up.format();
        auto resolved = options;
        if (resolved.sample_rate == 0) resolved.sample_rate = required_rate(format, "write");
        resolved.channels = format.channels;
        bool has_block = false;
        if (resolved.channels == 0) {   // unknown: the first block has them
            has_block = up.next();
            if (!has_block)
                throw format_error("write: the stream for ", path.c_str(),
                                   " has no samples and an unknown number of channels");
            resolved.channels = up.get().channels();
        }
        writer out{path, resolved};
        if (has_block) out.write(up.get());
        while (up.next()) out.write(up.get());
        out.close();
        return out.frames();
    }
};

/// Makes a write_stage: the type of `write`.
struct write_factory : stage_factory {
    [[nodiscard]] auto operator()(file_path path, writer_options options = {}) const {
        return write_stage(std::move(path), std::move(options));
    }
};

}   // namespace detail

/// Writes a stream of samples into an audio file: `stream | write(path, options)` runs the pipeline and returns the
/// number of sample frames. The options are those of writer, but `channels` is the stream's, and so is `sample_rate` if
/// it is 0.
/// - Input: blocks.
/// - Output: the number of sample frames that were written, std::int64_t.
/// - Tail: ends with the stream; for a live source that does not block, when it has no samples now.
/// - Lifetime: holds a copy of path and options. To write to the path that the pipeline reads, set writer_options::atomic: otherwise
///   the file is emptied before it is read.
/// - Errors: as writer, and the exceptions of the stream: the samples before are a valid file then, or no file if
///   `atomic`. format_error if the sample rate is neither given nor known, or if the channels are unknown and there is
///   no block.
/// - Cost: as writer.
inline constexpr detail::write_factory write{};

}   // namespace symphonic
#endif
