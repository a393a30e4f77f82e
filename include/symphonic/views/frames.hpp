// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_FRAMES_HPP
#define SYMPHONIC_VIEWS_FRAMES_HPP

#include <symphonic/views/detail/padded_signal.hpp>

namespace symphonic {

/// Options of frames.
struct frames_options {
    /// How the signal continues before its first and after its last sample.
    symphonic::padding padding = symphonic::padding::none;
    /// Treatment of samples after the last whole frame: dropped, or padded with zeros to one more frame.
    symphonic::tail tail = symphonic::tail::drop;
};

namespace detail {

/// Cuts the segments of a padded_signal into frames. A frame inside one segment is a view of that segment; a frame that
/// spans several is copied.
template <sample_stream Up>
class frames_stream : public stream_facade<frames_stream<Up>, domain::frames> {
    using T = sample_t<Up>;

public:
    /// `stage`: name used in error messages.
    frames_stream(Up up, std::size_t size, std::size_t hop, frames_options options, char const* stage = "frames")
        : signal_(std::move(up), options.padding, padding_size(size, options.padding), stage), carried_(size),
          size_(size), hop_(hop), options_(options) {}

    bool next() {
        if (this->moved_from()) return false;
        // The block of a borrowed source may have changed since frames_left_ was computed.
        if (frames_left_ == 0 || (has_borrowed_source<Up> && !signal_.holds(offset_ + hop_ + size_)))
            return find_frame();
        --frames_left_;
        offset_ += hop_;
        return true;
    }
    [[nodiscard]] std::span<const T> get() const {
        return carried_.empty() ? signal_.get(offset_, size_) : carried_.samples();
    }
    [[nodiscard]] bool ended() const { return this->moved_from() || (ended_ && signal_.ended()); }
    [[nodiscard]] audio_format format() const {
        auto format = signal_.format();
        format.size = size_;
        format.hop = hop_;
        format.start = first_sample_of_frame(0, size_, hop_, options_.padding);
        return format;
    }
    void request_stop() noexcept { signal_.request_stop(); }

private:
    bool find_frame() {
        frames_left_ = 0;
        if (ended_ && !restart()) return false;
        if (has_frame_) advance();
        has_frame_ = false;
        for (auto segment = signal_.get();;) {
            // The frame begins carried_.size() samples before offset_. Inside one segment it is a view ...
            auto const carried = carried_.size();
            if (offset_ >= carried && offset_ - carried + size_ <= segment.size()) {
                offset_ -= carried;
                carried_.clear();
                frames_left_ = (segment.size() - offset_ - size_) / hop_;
                return any_frame_ = has_frame_ = true;
            }
            // ... otherwise it is copied, up to its end or to the end of the segment.
            if (offset_ < segment.size()) {
                auto const count = std::min(segment.size() - offset_, size_ - carried);
                carried_.push(segment.subspan(offset_, count));
                if (carried + count == size_) {
                    offset_ += count;
                    return any_frame_ = has_frame_ = true;
                }
                offset_ = 0;
            } else {
                offset_ -= segment.size();   // a hop longer than the frame may end beyond this segment
            }
            if (!signal_.next(segment)) return signal_.ended() && find_padded_frame();
        }
    }
    /// Moves one hop on from the current frame.
    void advance() noexcept {
        auto const popped = std::min(hop_, carried_.size());
        carried_.pop(popped);
        offset_ += hop_ - popped;
    }
    /// At the end of the signal: with tail::pad, fills one more frame with zeros if the last one did not show all
    /// samples.
    bool find_padded_frame() noexcept {
        ended_ = true;
        auto const shown = any_frame_ && hop_ < size_ ? size_ - hop_ : 0;   // samples of carried_ in the last frame
        if (options_.tail == tail::drop || carried_.size() <= shown) return false;
        carried_.push_zeros(size_ - carried_.size());
        return true;
    }
    /// Begins a new signal if a borrowed source that had ended was sought.
    bool restart() {
        if (signal_.ended()) return false;
        carried_.clear();
        offset_ = 0;
        any_frame_ = has_frame_ = ended_ = false;
        return true;
    }

    padded_signal<Up> signal_;
    sample_queue<T> carried_;   // the frame, or its beginning, if it spans segments; otherwise empty
    std::size_t size_, hop_;
    std::size_t offset_ = 0;   // in the segment: where the frame begins, or the first sample that is not in carried_
    std::size_t frames_left_ = 0;   // frames that follow inside the segment
    frames_options options_;
    bool any_frame_ = false;   // a frame was found since the start of the signal
    bool has_frame_ = false;   // the last search found a frame
    bool ended_ = false;       // no frame will follow
};

struct frames_stage : stage {
    std::size_t size, hop;
    frames_options options;
    constexpr frames_stage(std::size_t s, std::size_t h, frames_options o) : size(s), hop(h), options(o) {
        require_framing("frames", size, hop);
    }
    template <sample_stream S>
    [[nodiscard]] constexpr auto operator()(S&& samples) const {
        return frames_stream<upstream_t<S>>(as_stream(std::forward<S>(samples)), size, hop, options);
    }
};

struct frames_fn : stage_factory {
    [[nodiscard]] constexpr auto operator()(std::size_t size, std::size_t hop, frames_options options = {}) const {
        return frames_stage(size, hop, options);
    }
};

}   // namespace detail
namespace views {

/// frames(size, hop, {.padding, .tail}): cuts the signal into overlapping analysis frames.
/// - Input: samples of one channel.
/// - Output: std::span<const T> of `size` samples, one every `hop`, frame_count(n, size, hop, padding, tail) of them
///   for n samples.
/// - Tail: tail::drop leaves out a last partial frame. tail::pad adds one zero-padded frame if its start lies before
///   the end of the padded signal and samples remain after the last whole frame. If hop > size, samples between frames
///   are in no frame.
/// - Format: size, hop and start are set. After the end, `frames` is the observed number of samples.
/// - Lifetime: a frame is valid until the following next(). A frame inside one upstream block is a view of it, of any
///   alignment.
/// - Errors: argument_error if size or hop is 0 or too large for any memory; format_error if there is more than one
///   channel.
/// - Cost: a frame that spans blocks copies each sample once. padding::reflect also copies the last size/2 + 1 samples
///   of each block. Up to 5.5 size samples of memory, allocated when the stage is applied.
inline constexpr detail::frames_fn frames{};

}   // namespace views
}   // namespace symphonic
#endif
