// SPDX-License-Identifier: MIT
// collect(stream), stream | collect: all of it, kept.
//   in        any stream, and any standard range
//   out       of blocks an audio_buffer, with the position of the first; of rows a matrix, one row an element; of numbers and
//             all else a vector of what owns them. Of an endless stream nothing: put take(n) before
//   errors    format_error: rows of different lengths, blocks of different channels; std::bad_alloc; what the stream throws
//   cost      memory for what comes, not for what the format claims
// It stands at the end of a pipeline value, too: v::mono | v::stft() | v::power | sj::collect.
#ifndef SYMPHONIC_VIEWS_COLLECT_HPP
#define SYMPHONIC_VIEWS_COLLECT_HPP

#include <symphonic/core/stage.hpp>
#include <symphonic/memory/matrix.hpp>

namespace symphonic {

struct collect_fn : stage {
    template <upstream S>
    [[nodiscard]] auto operator()(S&& stream) const {
        auto up = as_stream(std::forward<S>(stream));
        if constexpr (yields_blocks<S>) return signal(up);
        else if constexpr (detail::numeric_row<element_t<S>>) return rows(up);
        else return values(up);
    }

private:
    template <class Up> [[nodiscard]] static auto signal(Up& up) {
        std::vector<sample_t<Up>> samples;
        auto format = up.format();
        std::int64_t first = 0;
        bool begun = false;
        while (up.next()) {
            auto const lent = up.get();
            if (begun && lent.channels() != format.channels)
                throw format_error("collect: a block of ", lent.channels(), " channels after ", format.channels);
            if (!std::exchange(begun, true)) {
                format.channels = lent.channels();
                first = lent.position();
            }
            samples.insert(samples.end(), lent.samples().begin(), lent.samples().end());
        }
        if (format.channels == 0) format.channels = 1;
        format.size = format.hop = 0, format.start = 0;   // of chunks(n)
        return audio_buffer<sample_t<Up>>{std::move(samples), format, first};
    }
    template <class Up> [[nodiscard]] static auto rows(Up& up) {
        using number = typename element_t<Up>::value_type;
        std::size_t count = 0, size = 0;
        typename matrix<number>::memory all;
        for (; up.next(); ++count) {
            auto const lent = up.get();
            if (count == 0) size = lent.size();
            if (lent.size() != size)
                throw format_error("collect: row ", count, " has ", lent.size(), " numbers, expected ", size,
                                   " as before");
            all.insert(all.end(), lent.begin(), lent.end());
        }
        return matrix<number>(count, size, std::move(all));
    }
    template <class Up> [[nodiscard]] static auto values(Up& up) {
        std::vector<owning_t<element_t<Up>>> all;
        while (up.next()) all.emplace_back(up.get());
        return all;
    }
};

inline constexpr collect_fn collect{};

}   // namespace symphonic
#endif
