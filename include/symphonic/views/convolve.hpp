// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_CONVOLVE_HPP
#define SYMPHONIC_VIEWS_CONVOLVE_HPP

#include <vector>

#include <symphonic/core/detail/span_of.hpp>
#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>
#include <symphonic/spectral/convolve.hpp>

namespace symphonic {
namespace detail {

template <sample_stream Up>
class convolve_stream : public buffering_stage_facade<convolve_stream<Up>, Up, domain::samples> {
    using T = sample_t<Up>;

public:
    convolve_stream(Up up, std::span<double const> taps, mode m)
        : buffering_stage_facade<convolve_stream, Up, domain::samples>(std::move(up)), filter_("convolve", taps, m) {
        require_one_channel(this->upstream().format().channels, "convolve");
    }

    bool next() {
        if (this->moved_from()) return false;
        position_ += static_cast<std::int64_t>(filter_.results().size());
        filter_.clear();
        if (input_ended_ && !has_tail() && !restart()) return false;
        while (filter_.results().empty()) {
            if (!fill()) return false;
            filter_.run();
        }
        return true;
    }
    [[nodiscard]] block<const T> get() const noexcept { return {filter_.results(), 1, position_}; }
    [[nodiscard]] bool ended() const {
        return this->moved_from() || (input_ended_ && !has_tail() && this->upstream().ended());
    }
    [[nodiscard]] audio_format format() const {
        auto format = this->upstream().format();
        if (format.frames > 0)
            format.frames = saturated_sum(format.frames, static_cast<std::int64_t>(filter_.added_size()));
        format.channels = 1;
        format.max_block = filter_.block_size();
        format.size = format.hop = 0, format.start = 0;   // set by chunks(n)
        return format;
    }

private:
    /// Pushes samples until the filter is full or the signal ends. Returns false if the upstream has no element now, and
    /// after the last sample.
    bool fill() {
        while (!input_ended_) {
            if (has_block_) {
                auto const samples = this->upstream().get().samples();
                offset_ += filter_.push(part(samples, offset_, samples.size()));
            }
            if (filter_.full()) return true;
            has_block_ = false;   // all of the block was pushed; stays false if the upstream has no element now
            if (this->upstream().next()) begin_block();
            else if (!this->upstream().ended()) return false;
            else end_input();
        }
        tail_zeros_ -= filter_.push_zeros(tail_zeros_);
        return filter_.pending() > 0;
    }
    void begin_block() {
        auto const block = this->upstream().get();
        require_one_channel(block.channels(), "convolve");
        has_samples_ = has_samples_ || block.frames() > 0;
        has_block_ = true;
        offset_ = 0;
    }
    void end_input() noexcept {
        input_ended_ = true;
        tail_zeros_ = has_samples_ ? filter_.tail_size() : 0;
    }
    /// True if results are still to come after the end of the input.
    [[nodiscard]] bool has_tail() const noexcept { return tail_zeros_ > 0 || filter_.pending() > 0; }
    /// Begins a new signal if a borrowed source that had ended was sought.
    bool restart() noexcept {
        if (this->upstream().ended()) return false;
        filter_.reset();
        position_ = 0;
        input_ended_ = has_samples_ = false;
        return true;
    }

    convolver<T> filter_;
    std::size_t offset_ = 0;       // first sample of the upstream block that was not pushed to the filter
    std::size_t tail_zeros_ = 0;   // zeros still to be pushed after the end of the input
    std::int64_t position_ = 0;    // of the current block
    bool has_block_ = false;       // the upstream block has samples to push
    bool has_samples_ = false;     // the signal is not empty
    bool input_ended_ = false;
};

struct convolve_stage : stage {
    std::vector<double> taps;
    symphonic::mode mode;
    explicit convolve_stage(std::vector<double> h, symphonic::mode m) : taps(std::move(h)), mode(m) {
        if (taps.empty()) throw argument_error("convolve: 0 taps, expected 1 or more");
    }
    template <sample_stream S>
    [[nodiscard]] auto operator()(S&& samples) const {
        return convolve_stream<upstream_t<S>>(as_stream(std::forward<S>(samples)), taps, mode);
    }
};

struct convolve_fn : stage_factory {
    template <sample_range H>
        requires std::floating_point<sample_in<H>>
    [[nodiscard]] auto operator()(const H& taps, mode m = mode::full) const {
        auto const h = span_of(taps);
        return convolve_stage(std::vector<double>(h.begin(), h.end()), m);
    }
};

}   // namespace detail
namespace views {

/// convolve(taps): filters the signal with a finite impulse response, any contiguous range of float or double.
/// convolve(taps, mode::same) returns as many samples as the signal has, without the delay of a symmetric filter.
/// The formula and its rounding errors: see symphonic::convolve in spectral/convolve.hpp.
/// - Input: samples of one channel.
/// - Output: samples, positions from 0, bit-identical to symphonic::convolve of the whole signal.
/// - Tail: taps - 1 samples after the end of the signal, with mode::same half of them; none if the signal is empty.
/// - Latency: up to 32 taps, blocks of 256 samples; otherwise blocks of N + 1 - taps, where N is the least power of two
///   that is at least 4 * taps. The last block is shorter.
/// - Lifetime: a block is valid until the following next().
/// - Errors: argument_error if there are no taps; format_error if there is more than one channel.
/// - Cost: that of symphonic::convolve; all memory is allocated when the stage is applied. The taps are copied.
inline constexpr detail::convolve_fn convolve{};

}   // namespace views
}   // namespace symphonic
#endif
