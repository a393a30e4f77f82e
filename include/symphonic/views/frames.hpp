// SPDX-License-Identifier: MIT
// frames(size, hop, {.padding, .tail}): overlapping analysis frames.
//   in        samples, one channel
//   out       frames, std::span<const T> of `size` samples, one every `hop`
//             P = size/2 if padded, else 0; none if n = 0 or n + 2P < size, else 1 + floor((n + 2P - size) / hop)
//   tail      drop: a last partial frame is left out; pad: zeros go on until every sample is shown
//   lifetime  a frame is lent until the next ++; one that lies inside one upstream block is lent from there, so it has
//             any alignment
//   format    after the end its `frames` is the number of samples that came, also where nobody knew it before
//   errors    argument_error: size or hop is 0 or beyond any memory; format_error: more than one channel
//   cost      a frame that straddles blocks copies each of its samples once; reflect also copies the last P + 1 samples
//             of each block; 3 size + 5 P samples of memory, made when the stage is applied
#ifndef SYMPHONIC_VIEWS_FRAMES_HPP
#define SYMPHONIC_VIEWS_FRAMES_HPP

#include <symphonic/views/detail/padded_signal.hpp>

namespace symphonic {

struct frames_options {
    symphonic::padding padding = symphonic::padding::none;
    symphonic::tail tail = symphonic::tail::drop;
};

namespace detail {

template <sample_stream Up>
class frames_stream : public stream_facade<frames_stream<Up>, domain::frames> {
    using T = sample_t<Up>;

public:
    /// `stage` is whose name errors bear.
    frames_stream(Up up, std::size_t size, std::size_t hop, frames_options options, char const* stage = "frames")
        : signal_(std::move(up), options.padding, size / 2, stage), carried_(size), size_(size), hop_(hop),
          options_(options) {}

    bool next() {
        if (ready_ == 0 || (is_borrowed<Up> && !signal_.holds(at_ + hop_ + size_))) return find();
        --ready_;
        at_ += hop_;
        return true;
    }
    [[nodiscard]] std::span<const T> get() const { return carried_.empty() ? signal_.get(at_, size_) : carried_.get(); }
    [[nodiscard]] bool ended() const { return ended_ && signal_.ended(); }
    [[nodiscard]] audio_format format() const {
        auto format = signal_.format();
        format.size = size_;
        format.hop = hop_;
        format.start = -static_cast<std::int64_t>(margin_of(size_, options_.padding));
        return format;
    }

private:
    bool find() {
        ready_ = 0;
        if (ended_ && !start_anew()) return false;
        if (lent_) step();
        lent_ = false;
        for (auto block = signal_.get();;) {
            // The frame begins `held` samples before at_. Inside one block it is lent where it lies ...
            auto const held = carried_.size();
            if (at_ >= held && at_ - held + size_ <= block.size()) {
                at_ -= held;
                carried_.clear();
                ready_ = (block.size() - at_ - size_) / hop_;
                return started_ = lent_ = true;
            }
            // ... or else it is put together, with no more of the block than it needs.
            if (at_ < block.size()) {
                auto const count = std::min(block.size() - at_, size_ - held);
                carried_.push(block.subspan(at_, count));
                if (held + count == size_) {
                    at_ += count;
                    return started_ = lent_ = true;
                }
                at_ = 0;
            } else {
                at_ -= block.size();   // with hop > size the frame may begin beyond this block
            }
            if (!signal_.next(block)) return signal_.ended() && finish();
        }
    }
    /// After the end there is more only if a borrowed source was sought.
    bool start_anew() {
        if (signal_.ended()) return false;
        carried_.clear();
        at_ = 0;
        return !(started_ = lent_ = ended_ = false);
    }
    void step() noexcept {
        auto const dropped = std::min(hop_, carried_.size());
        carried_.drop(dropped);
        at_ += hop_ - dropped;
    }
    bool finish() noexcept {
        ended_ = true;
        auto const shown = started_ && hop_ < size_ ? size_ - hop_ : 0;   // by the frame before
        if (options_.tail == tail::drop || carried_.size() <= shown) return false;
        carried_.push_zeros(size_ - carried_.size());
        return true;
    }

    padded_signal<Up> signal_;
    sample_queue<T> carried_;
    std::size_t size_, hop_;
    std::size_t at_ = 0;      // the first sample of the current block that is not in carried_
    std::size_t ready_ = 0;   // frames that follow in the current block
    frames_options options_;
    bool started_ = false, lent_ = false, ended_ = false;   // a frame was lent; is lent; none will be
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

struct frames_fn {
    [[nodiscard]] constexpr auto operator()(std::size_t size, std::size_t hop, frames_options options = {}) const {
        return frames_stage(size, hop, options);
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::frames_fn frames{};
}
}   // namespace symphonic
#endif
