// SPDX-License-Identifier: MIT
// from(x, rate), from(x, format): what is in memory, or comes out of any standard range, as the beginning of a pipeline.
//   in        interleaved samples: a span, a vector, an audio_buffer, any range of float or double; or a range of blocks,
//             frames or spectra
//   out       samples: blocks of chunk_frames; elements that are not numbers pass as they are, of domain none
//   tail      the last block is shorter
//   lifetime  an lvalue is borrowed, an rvalue moved in: from(std::vector{...}, rate) cannot dangle
//   errors    argument_error: a rate below 0 or NaN, channels below 0, chunk_frames is 0, or the samples are not whole
//             sample frames
//   cost      contiguous samples are lent where they lie; others are copied once into a buffer made here
// A rate of 0 is an unknown one; channels of 0 are 1.
#ifndef SYMPHONIC_VIEWS_FROM_HPP
#define SYMPHONIC_VIEWS_FROM_HPP

#include <algorithm>
#include <vector>

#include <symphonic/core/detail/span_of.hpp>
#include <symphonic/core/stage.hpp>

namespace symphonic {

struct from_options {
    std::size_t chunk_frames = 8192;   ///< sample frames in a block
};

namespace detail {

/// Memory: a span of what is borrowed, or the container itself.
template <class T, class Memory>
class memory_stream : public stream_facade<memory_stream<T, Memory>, domain::samples> {
public:
    memory_stream(Memory memory, const audio_format& format) : memory_(std::move(memory)), format_(format) {
        auto const channels = static_cast<std::size_t>(format_.channels);
        auto const frames = all().size() / channels;
        if (frames * channels != all().size())
            throw argument_error("from: ", all().size(), " samples are not a multiple of ", channels, " channels");
        format_.frames = static_cast<std::int64_t>(frames);
        format_.max_block = std::min(format_.max_block, frames);
        most_ = format_.max_block * channels;
    }
    bool next() noexcept {
        at_ += size_;
        size_ = std::min(most_, all().size() - at_);
        return size_ > 0;
    }
    [[nodiscard]] block<const T> get() const noexcept {
        return {{all().data() + at_, size_}, format_.channels, static_cast<std::int64_t>(at_) / format_.channels};
    }
    [[nodiscard]] bool ended() const noexcept { return at_ + size_ == all().size(); }
    [[nodiscard]] audio_format format() const noexcept { return format_; }

private:
    [[nodiscard]] std::span<const T> all() const noexcept { return span_of(memory_); }

    Memory memory_;
    audio_format format_;
    std::size_t most_;                // samples in a block
    std::size_t at_ = 0, size_ = 0;   // the block lent, in samples
};

/// Numbers that come one by one, collected into blocks.
template <class T, std_range R>
class number_stream : public stream_facade<number_stream<T, R>, domain::samples> {
public:
    number_stream(detail::range_stream<R> numbers, const audio_format& format)
        : numbers_(std::move(numbers)), format_(format),
          most_(format.max_block * static_cast<std::size_t>(format.channels)) {
        block_.reserve(most_);
    }
    bool next() {
        if (!begun_) {   // else the range threw, and goes on
            position_ += static_cast<std::int64_t>(block_.size()) / format_.channels;
            block_.clear();
        }
        begun_ = true;
        while (block_.size() < most_ && numbers_.next()) block_.push_back(numbers_.get());
        begun_ = false;
        if (!block_.empty()) {
            left_over_ = block_.size() % static_cast<std::size_t>(format_.channels);
            block_.resize(block_.size() - left_over_);
        }
        if (!block_.empty()) return true;
        if (auto const left = std::exchange(left_over_, 0); left != 0)   // once, after all that was whole
            throw argument_error("from: the range ended after ", left, " samples of a sample frame of ",
                                 format_.channels);
        return false;
    }
    [[nodiscard]] block<const T> get() const noexcept { return {block_, format_.channels, position_}; }
    [[nodiscard]] bool ended() const { return numbers_.ended() && left_over_ == 0; }
    [[nodiscard]] audio_format format() const noexcept { return format_; }

private:
    detail::range_stream<R> numbers_;
    audio_format format_;
    std::size_t most_;   // samples in a block
    std::vector<T> block_;
    std::int64_t position_ = 0;
    std::size_t left_over_ = 0;   // samples of a sample frame that the range did not finish
    bool begun_ = false;
};

/// Whatever has an innerStride(), an Eigen vector, is let in by eigen.hpp or not at all: as a range of numbers it would be
/// copied in a unit without that header, and lent in one with it.
template <class R>
concept range_without_strides =
    std_range<R> && (!requires(const R& range) { range.innerStride(); } || contiguous_range<R>);

}   // namespace detail

struct from_fn {
    template <detail::range_without_strides R>
    [[nodiscard]] auto operator()(R&& range, audio_format format, from_options options = {}) const {
        using memory = std::remove_cvref_t<R>;
        using number = std::remove_cvref_t<decltype(*std::begin(range))>;
        if (!(format.sample_rate >= 0)) throw argument_error("from: a sample rate of ", format.sample_rate, " Hz");
        if (format.channels < 0) throw argument_error("from: ", format.channels, " channels");
        if constexpr (!std::floating_point<number>) {
            return detail::range_stream<R>(std::forward<R>(range), format);
        } else {
            detail::require_some(options.chunk_frames, "from: chunk_frames is ", options.chunk_frames);
            format.max_block = options.chunk_frames;
            if (format.channels == 0) format.channels = 1;
            if constexpr (!detail::contiguous_range<memory const>)
                return detail::number_stream<number, R>(detail::range_stream<R>(std::forward<R>(range)), format);
            else if constexpr (std::is_lvalue_reference_v<R>)
                return detail::memory_stream<number, std::span<const number>>(detail::span_of(std::as_const(range)),
                                                                              format);
            else {
                using kept = typename detail::contiguous<memory>::kept;
                return detail::memory_stream<number, kept>(kept(std::forward<R>(range)), format);
            }
        }
    }
    template <detail::range_without_strides R>
    [[nodiscard]] auto operator()(R&& range, double sample_rate, from_options options = {}) const {
        return (*this)(std::forward<R>(range), audio_format{.sample_rate = sample_rate}, options);
    }
    template <class T>
    [[nodiscard]] auto operator()(const audio_buffer<T>& buffer, from_options options = {}) const {
        return (*this)(buffer.samples(), buffer.format(), options);
    }
    template <class T>
    [[nodiscard]] auto operator()(audio_buffer<T>&& buffer, from_options options = {}) const {
        auto const format = buffer.format();
        return (*this)(std::move(buffer).samples(), format, options);
    }
};

inline constexpr from_fn from{};

}   // namespace symphonic
#endif
