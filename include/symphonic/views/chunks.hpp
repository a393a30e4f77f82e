// SPDX-License-Identifier: MIT
// chunks(n): the same samples in blocks of n sample frames, whatever the source's blocks were.
//   in        samples, any number of channels
//   out       frames: blocks of n sample frames, which are units that can be measured; format().size and hop are n
//   tail      the last block may be shorter
//   lifetime  a block is lent until the next ++; one that lies inside an upstream block is lent from there
//   errors    argument_error: n is 0 or beyond any memory. format_error: the number of channels changes inside a chunk
//   cost      only what straddles two upstream blocks is copied; one buffer, made with the first element
#ifndef SYMPHONIC_VIEWS_CHUNKS_HPP
#define SYMPHONIC_VIEWS_CHUNKS_HPP

#include <algorithm>
#include <vector>

#include <symphonic/core/stage.hpp>

namespace symphonic {
namespace detail {

template <sample_stream Up>
class chunks_stream : public stream_facade<chunks_stream<Up>, domain::frames> {
    using T = sample_t<Up>;

public:
    chunks_stream(Up up, std::size_t frames) : up_(std::move(up)), frames_(frames) {}

    bool next() {
        if (!waiting_) {                         // else the chunk begun is to be filled up
            if (copied_.empty()) at_ += size_;   // one that was lent in place is still unread
            copied_.clear();
            size_ = 0;
        }
        waiting_ = true;   // until it is full: what was begun outlives an exception as it does a dry source
        while (open_ || pull()) {
            auto const in = up_.get();
            auto const rest = part(in.samples(), at_, in.samples().size());
            if (size_ == 0) position_ = in.position() + static_cast<std::int64_t>(at_ / channels_);
            auto const wanted = frames_ * channels_;
            size_ = std::min(wanted, copied_.size() + rest.size());
            if (copied_.empty() && size_ == wanted) return full();   // inside one block: lent where it lies
            auto const more = rest.first(size_ - copied_.size());
            copied_.insert(copied_.end(), more.begin(), more.end());
            at_ += more.size();
            if (size_ == wanted) return full();
            open_ = false;
        }
        return up_.ended() && full() && size_ > 0;
    }
    [[nodiscard]] block<const T> get() const {
        auto const samples = copied_.empty() ? part(up_.get().samples(), at_, size_) : std::span<const T>{copied_};
        return {samples, static_cast<int>(channels_), position_};
    }
    [[nodiscard]] bool ended() const {
        return !(waiting_ && size_ > 0) && up_.ended();
    }   // the last one is still to come
    [[nodiscard]] audio_format format() const {
        auto format = up_.format();
        format.max_block = most();
        format.size = format.hop = frames_;
        format.start = 0;
        return format;
    }

private:
    bool full() noexcept { return !(waiting_ = false); }
    bool pull() {
        open_ = up_.next();
        at_ = 0;
        if (!open_) return false;
        auto const channels = static_cast<std::size_t>(up_.get().channels());
        if (!copied_.empty() && channels != channels_)
            throw format_error("chunks: a block of ", channels, " channels after one of ", channels_);
        channels_ = channels;
        if (copied_.capacity() == 0) copied_.reserve(most() * channels_);
        return true;
    }

    /// Sample frames in the longest chunk: a chunk longer than the signal needs no more memory than the signal.
    [[nodiscard]] std::size_t most() const {
        auto const all = up_.format().frames;
        return all < 0 ? frames_ : std::min(frames_, static_cast<std::size_t>(all));
    }

    Up up_;
    std::size_t frames_, channels_ = 1;
    std::vector<T> copied_;           // empty while chunks are lent in place
    std::size_t at_ = 0, size_ = 0;   // in samples: the first unread one of the upstream block; how many are lent
    std::int64_t position_ = 0;
    bool open_ = false;      // there is an upstream block
    bool waiting_ = false;   // a chunk is begun
};

struct chunks_stage : stage {
    std::size_t frames;
    constexpr explicit chunks_stage(std::size_t n) : frames(n) { require_some(n, "chunks: ", n, " sample frames"); }
    template <sample_stream S>
    [[nodiscard]] constexpr auto operator()(S&& samples) const {
        return chunks_stream<upstream_t<S>>(as_stream(std::forward<S>(samples)), frames);
    }
};

struct chunks_fn {
    [[nodiscard]] constexpr auto operator()(std::size_t frames) const { return chunks_stage(frames); }
};

}   // namespace detail
namespace views {
inline constexpr detail::chunks_fn chunks{};
}
}   // namespace symphonic
#endif
