// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_COLLECT_HPP
#define SYMPHONIC_VIEWS_COLLECT_HPP

#include <symphonic/core/stage.hpp>
#include <symphonic/memory/matrix.hpp>

namespace symphonic {

/// The type of collect.
struct collect_fn : stage {
    /// Pulls all elements and returns copies of them. See collect.
    template <upstream S>
    [[nodiscard]] auto operator()(S&& stream) const {
        auto up = as_stream(std::forward<S>(stream));
        if constexpr (yields_blocks<S>) return to_audio_buffer(up);
        else if constexpr (detail::numeric_row<element_t<S>>) return to_matrix(up);
        else return to_vector(up);
    }

private:
    template <class Up> [[nodiscard]] static auto to_audio_buffer(Up& up) {
        std::vector<sample_t<Up>> samples;
        auto format = up.format();
        std::int64_t position = 0;
        bool is_first = true;
        while (up.next()) {
            auto const block = up.get();
            if (!is_first && block.channels() != format.channels)
                throw format_error("collect: a block of ", block.channels(), " channels after a block of ",
                                   format.channels, ", expected the same number");
            if (std::exchange(is_first, false)) {
                format.channels = block.channels();
                position = block.position();
            }
            samples.insert(samples.end(), block.samples().begin(), block.samples().end());
        }
        if (format.channels == 0) format.channels = 1;
        format.size = format.hop = 0, format.start = 0;   // set by chunks(n)
        return audio_buffer<sample_t<Up>>{std::move(samples), format, position};
    }
    template <class Up> [[nodiscard]] static auto to_matrix(Up& up) {
        using number = typename element_t<Up>::value_type;
        std::size_t rows = 0, cols = 0;
        typename matrix<number>::memory elements;
        for (; up.next(); ++rows) {
            auto const row = up.get();
            if (rows == 0) cols = row.size();
            if (row.size() != cols)
                throw format_error("collect: row ", rows, " has ", row.size(), " numbers, expected ", cols,
                                   " as before");
            elements.insert(elements.end(), row.begin(), row.end());
        }
        return matrix<number>(rows, cols, std::move(elements));
    }
    template <class Up> [[nodiscard]] static auto to_vector(Up& up) {
        std::vector<owning_t<element_t<Up>>> elements;
        while (up.next()) elements.emplace_back(up.get());
        return elements;
    }
};

/// `stream | collect` or collect(stream): pulls all elements and returns copies of them. May end a pipeline value:
/// `v::mono | v::stft() | v::power | sj::collect`. An endless stream needs take(n) before.
/// - Input: any stream or standard range.
/// - Output: an audio_buffer of blocks, at the position of the first; a matrix of rows, one row per element; a vector
///   of the owning_t of any other element.
/// - Lifetime: the result owns its memory. A borrowed stream goes on after the last element; of a live source, collect
///   returns what has arrived.
/// - Errors: format_error if rows differ in length or blocks in channels; std::bad_alloc; what the stream throws.
/// - Cost: memory for the elements that come, not for the length that the format announces.
inline constexpr collect_fn collect{};

}   // namespace symphonic
#endif
