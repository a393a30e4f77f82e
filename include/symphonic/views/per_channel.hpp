// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_PER_CHANNEL_HPP
#define SYMPHONIC_VIEWS_PER_CHANNEL_HPP

#include <exception>
#include <vector>

#include <symphonic/views/channel.hpp>
#include <symphonic/views/detail/channel_results.hpp>
#include <symphonic/views/fork.hpp>

namespace symphonic {
namespace detail {

/// Copies one channel of blocks that must have `channels` channels.
struct channel_of : channel_copy {
    int channels;
    void require(int given) const {
        if (given != channels)
            throw format_error("per_channel: a block of ", given, " channels after blocks of ", channels,
                               ", expected the same number");
    }
};
/// One channel of a branch of the shared stream.
template <upstream Up> using channel_stream = one_channel_stream<branch_stream<Up>, channel_of>;

/// The stream of a pipeline for one channel.
template <upstream Up, class Pipeline>
using channel_pipeline_t = decltype(std::declval<channel_stream<Up>>() | std::declval<const Pipeline&>());

template <sample_stream Up, class Pipeline, class Result = channel_pipeline_t<Up, Pipeline>>
class per_channel_stream : public stream_facade<per_channel_stream<Up, Pipeline, Result>, domain_of<Result>> {
    static_assert(stream<Result>,
                  "per_channel: the pipeline must end in a stage of this library: put collect, reduce, write or a "
                  "standard view after per_channel");

public:
    per_channel_stream(Up up, const Pipeline& pipeline)
        : shared_(shared_by_channels(std::move(up))), streams_(streams_of(shared_, pipeline)),
          results_(streams_.size(), streams_[0].format().max_block) {}

    bool next() {
        if (this->moved_from()) return false;
        // After false, the following call continues with the same channel.
        for (; channel_ < streams_.size(); ++channel_)
            if (!pull(channel_)) {
                require_equal_lengths();
                return false;
            }
        channel_ = 0;
        if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
        if (std::exchange(is_first_, false)) shared_->reserve();
        results_.assign(streams_);
        return true;
    }
    [[nodiscard]] auto get() const { return results_.get(); }
    [[nodiscard]] bool ended() const { return this->moved_from() || streams_[0].ended(); }
    [[nodiscard]] audio_format format() const {
        if (this->moved_from()) return {};
        auto format = streams_[0].format();
        format.channels = static_cast<int>(streams_.size());
        return format;
    }
    void request_stop() noexcept {
        for (auto& stream : streams_) detail::request_stop(stream);
    }

private:
    using shared_ptr = std::shared_ptr<shared_upstream<Up>>;

    [[nodiscard]] static shared_ptr shared_by_channels(Up up) {
        auto const channels = up.format().channels;
        if (channels <= 0)
            throw format_error("per_channel: the number of channels is unknown, as after a standard view; "
                               "state it with from(range, format)");
        // One channel is pulled until it has an element, then the next one: by how many blocks it is ahead is not limited.
        return std::make_shared<shared_upstream<Up>>(std::move(up), static_cast<std::size_t>(channels), max_samples);
    }
    /// Returns the pipeline of each channel.
    [[nodiscard]] static std::vector<Result> streams_of(const shared_ptr& shared, const Pipeline& pipeline) {
        auto const channels = shared->format().channels;
        std::vector<Result> streams;
        streams.reserve(static_cast<std::size_t>(channels));
        for (int c = 0; c < channels; ++c)
            streams.push_back(channel_stream<Up>({shared, static_cast<std::size_t>(c)}, {{c}, channels}) | pipeline);
        return streams;
    }

    /// Pulls the next element of a channel. An exception takes the place of the element, so that the channels stay in step; the
    /// first one is thrown when all channels were pulled.
    [[nodiscard]] bool pull(std::size_t channel) {
        try {
            return streams_[channel].next();
        } catch (...) {
            if (!error_) error_ = std::current_exception();
            return true;
        }
    }
    /// Throws format_error if the current channel has ended and another one has not.
    void require_equal_lengths() {
        if (!streams_[channel_].ended()) return;
        if (channel_ > 0) throw different_length(channel_);
        for (std::size_t c = 1; c < streams_.size(); ++c)
            if (pull(c)) throw different_length(c);
    }
    [[nodiscard, gnu::cold]] static format_error different_length(std::size_t channel) {
        return format_error("per_channel: the pipeline gives another number of elements for channel ", channel,
                            " than for channel 0");
    }

    shared_ptr shared_;
    std::vector<Result> streams_;   // one for each channel
    channel_results<Result> results_;
    std::size_t channel_ = 0;      // whose element is pulled next
    std::exception_ptr error_{};   // the first exception of the channels that were pulled
    bool is_first_ = true;         // no element was delivered yet
};

struct per_channel_fn {
    template <sample_stream S, stage_like Pipeline>
    [[nodiscard]] auto operator()(S&& stream, const Pipeline& pipeline) const {
        return per_channel_stream<upstream_t<S>, Pipeline>(as_stream(std::forward<S>(stream)), pipeline);
    }
};

}   // namespace detail

/// Runs a pipeline for each channel of a stream: `per_channel(stream, pipeline)`.
///
///     auto const options = sj::stft_options{.size = 2048, .padding = sj::padding::zero};
///     sj::per_channel(sj::read("stereo.flac"), v::stft(options) | v::edit(f) | v::istft(options)) | sj::write("changed.wav");
///
/// - Input: samples of a known number of channels, and a stage or pipeline for one channel.
/// - Output: in the domain of the pipeline's results:
///   - if the pipeline ends in samples: blocks of all channels, interleaved
///   - if it ends in frames or spectra: a std::span of a std::span for each channel, `element[channel][bin]`
///   - if it ends in other values, such as levels: a std::span of one value for each channel
/// - Tail: that of the pipeline.
/// - Lifetime: an element is valid until the next ++. An rvalue stream is moved in, an lvalue borrowed. Each channel has its own
///   copy of the pipeline. After a seek of a borrowed reader, the blocks that one channel has read already come first.
/// - Errors: format_error if the number of channels is unknown, or, from next(), if it changes, or if the channels give different
///   numbers of elements or samples, as after a filter of elements. An exception of the stream or of a pipeline is thrown once, in
///   place of the element of all channels.
/// - Cost: the stream is decoded once. Allocates with the first two elements, and again if the stream's blocks become longer. A copy of each block, which is kept until all channels have read it, a copy of each channel
///   and a lock.
/// - Threads: `prefetch` as the last stage of the pipeline runs the channels in parallel.
inline constexpr detail::per_channel_fn per_channel{};

}   // namespace symphonic
#endif
