// SPDX-License-Identifier: MIT
// padded_signal: a signal and what goes before its first and after its last sample when its frames are centred.
#ifndef SYMPHONIC_VIEWS_DETAIL_PADDED_SIGNAL_HPP
#define SYMPHONIC_VIEWS_DETAIL_PADDED_SIGNAL_HPP

#include <algorithm>
#include <vector>

#include <symphonic/core/framing.hpp>
#include <symphonic/core/stage.hpp>
#include <symphonic/views/detail/sample_queue.hpp>

namespace symphonic::detail {

/// The padded signal in runs: [margin + first samples] [block] [block] ... [margin]. So `frames` needs to know of none.
template <sample_stream Up>
class padded_signal {
    using T = sample_t<Up>;

public:
    padded_signal(Up up, padding kind, std::size_t margin, char const* stage)
        : up_(std::move(up)), kind_(kind), margin_(kind == padding::none ? 0 : margin),
          recent_(kind == padding::reflect ? margin + 1 : 0), stage_(stage) {
        require_one_channel(up_.format().channels, stage_);
        if (margin_ > 0) edge_.reserve(2 * margin_ + 1);
    }

    /// `lent` is then what get() lends, and is not to be kept.
    [[gnu::always_inline]] bool next(std::span<const T>& lent) {
        if (run_ <= run::waiting && pull(lent)) return true;
        if (!edge()) return false;
        lent = get();
        return true;
    }
    /// Empty before the first next() and after the last.
    [[nodiscard]] std::span<const T> get() const { return get(0, SIZE_MAX); }
    /// Whether it has so many samples: a borrowed source may have been sought.
    [[nodiscard]] bool holds(std::size_t size) const {
        if (run_ == run::block) return skip_ + size <= up_.get().samples().size();
        return size <= get().size();
    }
    /// A part of it. A borrowed source may have been sought since: its block need not be what it was.
    [[nodiscard]] std::span<const T> get(std::size_t at, std::size_t size) const {
        if (run_ == run::block) return part(up_.get().samples(), skip_ + at, size);
        if (run_ == run::head || run_ == run::tail) return part(std::span<const T>{edge_}, at, size);
        return {};
    }
    [[nodiscard]] bool ended() const { return run_ == run::after && up_.ended(); }
    /// What came counts more than what was said of it: a borrowed source may have been sought.
    [[nodiscard]] audio_format format() const {
        auto format = up_.format();
        auto const seen = static_cast<std::int64_t>(count_);
        if (ended() || (format.frames >= 0 && seen > format.frames)) format.frames = seen;
        return format;
    }

private:
    enum class run { block, waiting, before, head, tail, after };

    /// The next block, most often the whole of what is to be done.
    [[gnu::always_inline]] bool pull(std::span<const T>& lent) {
        run_ = run::waiting;   // the block before is gone, also if none comes now: a live source, an exception
        skip_ = 0;
        if (!up_.next()) return false;
        auto const in = up_.get();
        require_one_channel(in.channels(), stage_);
        lent = in.samples();
        if (kind_ == padding::reflect) remember(lent);
        count_ += lent.size();
        run_ = run::block;
        return true;
    }
    /// At the beginning and at the end, and while there is nothing.
    [[gnu::noinline]] bool edge() {
        if (run_ == run::waiting) return up_.ended() && tail();
        if (run_ == run::after && !up_.ended()) start_anew();
        if (run_ == run::before && margin_ > 0) return head();
        if (run_ == run::head && unread_ > 0) return rest_of_block();
        if (run_ == run::tail || run_ == run::after) return enter(run::after);
        std::span<const T> lent;
        return pull(lent) || edge();
    }
    /// What the head left of its block.
    bool rest_of_block() {
        require_one_channel(up_.get().channels(), stage_);
        auto const rest = part(up_.get().samples(), skip_, SIZE_MAX);
        if (kind_ == padding::reflect) remember(rest);
        count_ += rest.size();
        unread_ = 0;
        return enter(run::block);
    }
    /// A borrowed source that had ended was sought: another signal.
    void start_anew() noexcept {
        run_ = run::before;
        skip_ = unread_ = count_ = 0;
        edge_.clear();
        recent_.clear();
    }
    bool enter(run next) noexcept {
        run_ = next;
        return run_ != run::after;
    }
    /// A mirror at the beginning shows samples 1 to margin: they must be there before the first run can be lent.
    bool head() {
        if (edge_.empty()) edge_.assign(margin_, T{});   // else a live source had too little the last time
        while (unread_ == 0 && edge_.size() <= 2 * margin_) {
            if (!up_.next()) {
                if (!up_.ended()) return false;
                break;
            }
            require_one_channel(up_.get().channels(), stage_);
            std::span<const T> const in = up_.get().samples();
            skip_ = std::min(in.size(), 2 * margin_ + 1 - edge_.size());
            unread_ = in.size() - skip_;
            edge_.insert(edge_.end(), in.data(), in.data() + skip_);
        }
        auto const first = std::span<const T>{edge_}.subspan(margin_);
        if (first.empty()) return enter(run::after);   // a signal without samples has no margins either
        count_ = first.size();
        if (kind_ == padding::reflect) {
            remember(first);
            for (std::size_t j = 1; j <= margin_; ++j)
                edge_[margin_ - j] = first[mirrored(-static_cast<std::ptrdiff_t>(j), first.size())];
        }
        return enter(run::head);
    }
    bool tail() {
        if (margin_ == 0) return enter(run::after);
        edge_.assign(margin_, T{});
        auto const last = recent_.get();
        if (kind_ == padding::reflect)
            for (std::size_t j = 0; j < margin_; ++j)
                edge_[j] = last[mirrored(static_cast<std::ptrdiff_t>(last.size() + j), last.size())];
        return enter(run::tail);
    }
    /// A mirror at the end shows the last margin + 1 samples: one more than the last frame may still hold.
    void remember(std::span<const T> samples) noexcept {
        samples = samples.last(std::min(samples.size(), margin_ + 1));
        auto const all = recent_.size() + samples.size();
        recent_.drop(all - std::min(all, margin_ + 1));
        recent_.push(samples);
    }

    Up up_;
    padding kind_;
    std::size_t margin_;
    sample_queue<T> recent_;
    std::vector<T> edge_;                 // the head or the tail, while it is lent
    std::size_t skip_ = 0, unread_ = 0;   // of the upstream block: what the head took, what it left
    std::size_t count_ = 0;               // samples so far, without the margins
    run run_ = run::before;
    char const* stage_;   // whose name errors bear
};

}   // namespace symphonic::detail
#endif
