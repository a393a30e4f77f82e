// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_DETAIL_CHANNEL_RESULTS_HPP
#define SYMPHONIC_VIEWS_DETAIL_CHANNEL_RESULTS_HPP

#include <memory>
#include <vector>

#include <symphonic/core/stage.hpp>
#include <symphonic/kernels/interleave.hpp>

namespace symphonic::detail {

/// Combines the elements of equal streams, one for each channel, to one element: a span of values. The constructor takes the
/// number of channels and format().max_block of a stream.
template <class S>
class channel_results {
    using value = owning_t<element_t<S>>;
    static_assert(std::default_initializable<value> && std::copyable<value>,
                  "per_channel: the results of the pipeline must be default constructible and copyable");

public:
    channel_results(std::size_t channels, std::size_t) : values_(new value[channels]), channels_(channels) {}
    void assign(const std::vector<S>& streams) {
        for (std::size_t c = 0; c < channels_; ++c) values_[c] = streams[c].get();
    }
    [[nodiscard]] std::span<const value> get() const noexcept { return {values_.get(), channels_}; }

private:
    std::unique_ptr<value[]> values_;   // not a vector: that of bool is not contiguous
    std::size_t channels_;
};

/// Frames or spectra: a span of the streams' spans.
template <class S>
    requires(numeric_row<element_t<S>>)
class channel_results<S> {
    using row = as_span<element_t<S>>;

public:
    channel_results(std::size_t channels, std::size_t) : rows_(channels) {}
    void assign(const std::vector<S>& streams) noexcept {
        for (std::size_t c = 0; c < streams.size(); ++c) rows_[c] = streams[c].get();
    }
    [[nodiscard]] std::span<const row> get() const noexcept { return rows_; }

private:
    std::vector<row> rows_;
};

/// Samples: interleaved blocks.
template <class S>
    requires(yields_blocks<S>)
class channel_results<S> {
    using T = sample_t<S>;

public:
    channel_results(std::size_t channels, std::size_t max_block) : rows_(channels) {
        samples_.reserve(max_block * channels);
    }
    void assign(const std::vector<S>& streams) {
        position_ = streams[0].get().position();
        for (std::size_t c = 0; c < streams.size(); ++c) {
            rows_[c] = streams[c].get().samples();
            if (rows_[c].size() != rows_[0].size())
                throw format_error("per_channel: a block of ", rows_[c].size(), " samples in channel ", c,
                                   " beside a block of ", rows_[0].size(), " samples in channel 0, expected the same");
        }
        samples_.resize(rows_[0].size() * rows_.size());
        interleave(rows_, samples_);
    }
    [[nodiscard]] block<const T> get() const noexcept { return {samples_, static_cast<int>(rows_.size()), position_}; }

private:
    std::vector<std::span<const T>> rows_;   // of each channel
    std::vector<T> samples_;                 // interleaved
    std::int64_t position_ = 0;
};

}   // namespace symphonic::detail
#endif
