// SPDX-License-Identifier: MIT
// stream | write(path, options): the end of a pipeline, an audio file of what comes.
#ifndef SYMPHONIC_IO_WRITE_HPP
#define SYMPHONIC_IO_WRITE_HPP

#include <symphonic/core/stage.hpp>
#include <symphonic/io/writer.hpp>

namespace symphonic {
namespace detail {

struct write_stage : stage {
    std::filesystem::path path;
    writer_options options;
    write_stage(std::filesystem::path p, writer_options o) : path(std::move(p)), options(std::move(o)) {}
    template <sample_stream S> std::int64_t operator()(S&& samples) const {
        auto up = as_stream(std::forward<S>(samples));
        auto const format = up.format();
        auto wanted = options;
        if (wanted.sample_rate == 0) wanted.sample_rate = required_rate(format, "write");
        bool more = false;
        wanted.channels = format.channels;
        if (wanted.channels == 0) {   // the blocks know
            more = up.next();
            if (!more)
                throw format_error("write: no samples for ", path.c_str(), ", and nobody knows of how many channels");
            wanted.channels = up.get().channels();
        }
        writer out{path, wanted};
        if (more) out.write(up.get());
        while (up.next()) out.write(up.get());
        out.close();
        return out.frames();
    }
};

}   // namespace detail

struct write_fn {
    [[nodiscard]] auto operator()(std::filesystem::path path, writer_options options = {}) const {
        return detail::write_stage(std::move(path), std::move(options));
    }
};

/// Ends a pipeline of samples: runs it, writes an audio file and says how many sample frames it has. Options as of writer, but
/// the channels are the stream's, and so is a sample rate that is not given.
///   errors    as writer, and what the stream throws: what was written before it is a whole file then, or with .atomic none.
///             format_error: the rate is not given and not known, or nobody knows the channels and no block tells
///   end       that of the stream; of a live source that does not wait, where it has nothing now
///   cost      that of writer
inline constexpr write_fn write{};

}   // namespace symphonic
#endif
