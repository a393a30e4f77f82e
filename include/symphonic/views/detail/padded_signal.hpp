// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_DETAIL_PADDED_SIGNAL_HPP
#define SYMPHONIC_VIEWS_DETAIL_PADDED_SIGNAL_HPP

#include <algorithm>
#include <vector>

#include <symphonic/core/detail/request_stop.hpp>
#include <symphonic/core/framing.hpp>
#include <symphonic/core/stage.hpp>
#include <symphonic/views/detail/sample_queue.hpp>

namespace symphonic::detail {

/// A signal with `margin` padded samples before and after it, as a sequence of segments:
///
///     [left padding, first samples] [block] [block] ... [block] [right padding]
///
/// The first segment consists of the left padding and up to margin + 1 samples of the signal; the last segment is the
/// right padding. The others are upstream blocks; the first of them may be the rest of a block. Without padding all
/// segments are upstream blocks.
///
/// A segment is a view: a block is in the upstream, the first and the last segment are in `segment_`. A borrowed source
/// may be sought between two calls, so its block is read again at each access.
template <sample_stream Up>
class padded_signal {
    using T = sample_t<Up>;

public:
    /// `margin` as padding_size(size, kind) returns it. `stage`: name used in error messages.
    padded_signal(Up up, padding kind, std::size_t margin, char const* stage)
        : up_(std::move(up)), kind_(kind), margin_(margin), latest_(kind == padding::reflect ? margin + 1 : 0),
          stage_(stage) {
        require_one_channel(up_.format().channels, stage_);
        if (margin_ > 0) segment_.reserve(2 * margin_ + 1);
    }

    /// Moves to the next segment and sets `segment` to it. Returns false if there is none now.
    [[gnu::always_inline]] bool next(std::span<const T>& segment) {
        if (state_ <= state::no_block && next_block(segment)) return true;
        if (!next_at_padding()) return false;
        segment = get();
        return true;
    }
    /// Returns the current segment; empty before the first next() and when there is none.
    [[nodiscard]] std::span<const T> get() const { return get(0, SIZE_MAX); }
    /// Returns samples offset to offset + size of the current segment, or as many of them as it has.
    [[nodiscard]] std::span<const T> get(std::size_t offset, std::size_t size) const {
        if (state_ == state::block) return part(up_.get().samples(), block_offset_ + offset, size);
        if (state_ == state::left_padding || state_ == state::right_padding)
            return part(std::span<const T>{segment_}, offset, size);
        return {};
    }
    /// True if the current segment has at least `size` samples.
    [[nodiscard]] bool holds(std::size_t size) const {
        if (state_ == state::block) return block_offset_ + size <= up_.get().samples().size();
        return size <= get().size();
    }
    [[nodiscard]] bool ended() const { return state_ == state::end && up_.ended(); }
    void request_stop() noexcept { detail::request_stop(up_); }
    /// The observed length overrides the announced one: after the end, and when more samples came than announced.
    [[nodiscard]] audio_format format() const {
        auto format = up_.format();
        auto const observed = static_cast<std::int64_t>(length_);
        if (ended() || (format.frames >= 0 && observed > format.frames)) format.frames = observed;
        return format;
    }

private:
    /// The kind of the current segment. The first two come first because next() tests for both in one comparison.
    enum class state {
        block,      ///< the upstream block, from block_offset_ on
        no_block,   ///< none: the upstream had no element or threw; the next segment is a block or the right padding
        start,      ///< none yet
        left_padding,    ///< segment_: the left padding and the first samples of the signal
        right_padding,   ///< segment_: the right padding
        end              ///< none any more
    };

    /// From one block to the next: almost every call of next() does no more than this.
    [[gnu::always_inline]] bool next_block(std::span<const T>& segment) {
        state_ = state::no_block;
        block_offset_ = 0;
        if (!up_.next()) return false;
        auto const in = up_.get();
        require_one_channel(in.channels(), stage_);
        segment = in.samples();
        add_to_signal(segment);
        state_ = state::block;
        return true;
    }
    /// Every other transition.
    [[gnu::noinline]] bool next_at_padding() {
        switch (state_) {
        case state::end:
            if (up_.ended()) return false;
            restart();   // a borrowed source that had ended was sought
            [[fallthrough]];
        case state::start:
            if (margin_ > 0) return begin_left_padding();
            break;
        case state::left_padding:
            if (block_rest_ > 0) return begin_rest_of_block();
            break;
        case state::block:
        case state::no_block: return up_.ended() && begin_right_padding();
        case state::right_padding: state_ = state::end; return false;
        }
        std::span<const T> segment;
        return next_block(segment) || (up_.ended() && begin_right_padding());
    }

    /// The mirror at the start shows samples 1 to margin, so this waits for margin + 1 samples or the end of the
    /// signal.
    bool begin_left_padding() {
        if (segment_.empty()) segment_.assign(margin_, T{});   // not empty: a live source had too few samples
        while (block_rest_ == 0 && segment_.size() <= 2 * margin_) {
            if (!up_.next()) {
                if (!up_.ended()) return false;
                break;
            }
            require_one_channel(up_.get().channels(), stage_);
            std::span<const T> const in = up_.get().samples();
            block_offset_ = std::min(in.size(), 2 * margin_ + 1 - segment_.size());
            block_rest_ = in.size() - block_offset_;
            segment_.insert(segment_.end(), in.data(), in.data() + block_offset_);
        }
        auto const first = std::span<const T>{segment_}.subspan(margin_);
        if (first.empty()) {   // an empty signal is not padded
            state_ = state::end;
            return false;
        }
        add_to_signal(first);
        if (kind_ == padding::reflect)
            for (std::size_t i = 1; i <= margin_; ++i)
                segment_[margin_ - i] = first[reflected_index(-static_cast<std::ptrdiff_t>(i), first.size())];
        state_ = state::left_padding;
        return true;
    }
    /// Makes the rest of the block that began in the first segment the next segment.
    bool begin_rest_of_block() {
        require_one_channel(up_.get().channels(), stage_);
        add_to_signal(part(up_.get().samples(), block_offset_, SIZE_MAX));
        block_rest_ = 0;
        state_ = state::block;
        return true;
    }
    bool begin_right_padding() {
        if (margin_ == 0) {
            state_ = state::end;
            return false;
        }
        segment_.assign(margin_, T{});
        auto const last = latest_.samples();
        if (kind_ == padding::reflect)
            for (std::size_t i = 0; i < margin_; ++i)
                segment_[i] = last[reflected_index(static_cast<std::ptrdiff_t>(last.size() + i), last.size())];
        state_ = state::right_padding;
        return true;
    }
    void restart() noexcept {
        state_ = state::start;
        block_offset_ = block_rest_ = length_ = 0;
        segment_.clear();
        latest_.clear();
    }

    /// Counts samples of the signal and keeps the last margin + 1 of them, which the mirror at the end shows.
    [[gnu::always_inline]] void add_to_signal(std::span<const T> samples) noexcept {
        if (kind_ == padding::reflect) keep_latest(samples);
        length_ += samples.size();
    }
    void keep_latest(std::span<const T> samples) noexcept {
        samples = samples.last(std::min(samples.size(), margin_ + 1));
        auto const total = latest_.size() + samples.size();
        latest_.pop(total - std::min(total, margin_ + 1));
        latest_.push(samples);
    }

    Up up_;
    padding kind_;
    std::size_t margin_;
    sample_queue<T> latest_;         // the last margin + 1 samples, if the padding is a reflection
    std::vector<T> segment_;         // the current segment, if it has padding
    std::size_t block_offset_ = 0;   // samples of the upstream block that are in the first segment
    std::size_t block_rest_ = 0;     // samples of that block still to be delivered as the next segment; 0 afterwards
    std::size_t length_ = 0;         // samples of the signal so far
    state state_ = state::start;
    char const* stage_;
};

}   // namespace symphonic::detail
#endif
