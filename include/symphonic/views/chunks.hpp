// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_CHUNKS_HPP
#define SYMPHONIC_VIEWS_CHUNKS_HPP

#include <algorithm>
#include <vector>

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>

namespace symphonic {
namespace detail {

/// A chunk inside one upstream block is a view of that block; a chunk that spans several is copied.
template <sample_stream Up>
class chunks_stream : public buffering_stage_facade<chunks_stream<Up>, Up, domain::frames> {
    using T = sample_t<Up>;
    using base = buffering_stage_facade<chunks_stream, Up, domain::frames>;

public:
    chunks_stream(Up up, std::size_t chunk_frames) : base(std::move(up)), chunk_frames_(chunk_frames) {}

    bool next() {
        if (this->moved_from()) return false;
        if (!filling_) begin_chunk();
        while (has_block_ || pull()) {
            auto const in = this->upstream().get();
            auto const unread = part(in.samples(), offset_, in.samples().size());
            if (size_ == 0) position_ = in.position() + static_cast<std::int64_t>(offset_ / channels_);
            auto const full_size = chunk_frames_ * channels_;
            size_ = std::min(full_size, copy_.size() + unread.size());
            if (copy_.empty() && size_ == full_size) return finish_chunk();
            auto const taken = unread.first(size_ - copy_.size());
            copy_.insert(copy_.end(), taken.begin(), taken.end());
            offset_ += taken.size();
            if (size_ == full_size) return finish_chunk();
            has_block_ = false;
        }
        return this->upstream().ended() && finish_chunk() && size_ > 0;
    }
    [[nodiscard]] block<const T> get() const {
        auto const samples =
            copy_.empty() ? part(this->upstream().get().samples(), offset_, size_) : std::span<const T>{copy_};
        return {samples, static_cast<int>(channels_), position_};
    }
    /// False while a partial chunk is held back: it becomes the last one.
    [[nodiscard]] bool ended() const {
        return this->moved_from() || (!(filling_ && size_ > 0) && this->upstream().ended());
    }
    [[nodiscard]] audio_format format() const {
        auto format = this->upstream().format();
        format.max_block = max_chunk_frames();
        format.size = format.hop = chunk_frames_;
        format.start = 0;
        return format;
    }

private:
    void begin_chunk() {
        if (copy_.empty()) offset_ += size_;   // the chunk before was a view of the upstream block
        copy_.clear();
        size_ = 0;
        filling_ = true;
    }
    bool finish_chunk() noexcept {
        filling_ = false;
        return true;
    }
    bool pull() {
        has_block_ = this->upstream().next();
        offset_ = 0;
        if (!has_block_) return false;
        auto const channels = static_cast<std::size_t>(this->upstream().get().channels());
        if (!copy_.empty() && channels != channels_)
            throw format_error("chunks: a block of ", channels, " channels after a block of ", channels_,
                               ", expected the same number inside a chunk");
        channels_ = channels;
        if (copy_.capacity() == 0) copy_.reserve(max_chunk_frames() * channels_);
        return true;
    }

    /// Sample frames in the longest chunk: no more than the signal has, so that a huge chunk_frames allocates no more.
    [[nodiscard]] std::size_t max_chunk_frames() const {
        auto const signal_frames = this->upstream().format().frames;
        return signal_frames < 0 ? chunk_frames_ : std::min(chunk_frames_, static_cast<std::size_t>(signal_frames));
    }

    std::size_t chunk_frames_, channels_ = 1;
    std::vector<T> copy_;         // the chunk if it spans blocks; empty if it is a view
    std::size_t offset_ = 0;      // sample of the upstream block: where the view begins, or the first unread one
    std::size_t size_ = 0;        // samples in the chunk so far
    std::int64_t position_ = 0;   // of the chunk's first sample frame
    bool has_block_ = false;      // the upstream block has samples to read
    bool filling_ = false;        // the chunk is incomplete; stays so if the upstream has no element now, or throws
};

struct chunks_stage : stage {
    std::size_t chunk_frames;
    constexpr explicit chunks_stage(std::size_t n) : chunk_frames(n) {
        require_count(n, "chunks: ", n, " sample frames");
    }
    template <sample_stream S>
    [[nodiscard]] constexpr auto operator()(S&& samples) const {
        return chunks_stream<upstream_t<S>>(as_stream(std::forward<S>(samples)), chunk_frames);
    }
};

struct chunks_fn : stage_factory {
    [[nodiscard]] constexpr auto operator()(std::size_t chunk_frames) const { return chunks_stage(chunk_frames); }
};

}   // namespace detail
namespace views {

/// chunks(n): regroups the samples into blocks of n sample frames, whatever the lengths of the source's blocks.
/// - Input: samples, any number of channels.
/// - Output: blocks of n sample frames in domain frames, so that energy, rms, peak and zero_crossing_rate accept them.
///   format().size and format().hop are n.
/// - Tail: the last block may be shorter.
/// - Lifetime: a block is valid until the following next(). A chunk inside one upstream block is a view of it.
/// - Errors: argument_error if n is 0 or too large for any memory. format_error if the number of channels changes
///   inside a chunk.
/// - Cost: copies only chunks that span upstream blocks; one buffer, allocated with the first element.
inline constexpr detail::chunks_fn chunks{};

}   // namespace views
}   // namespace symphonic
#endif
