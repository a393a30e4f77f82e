// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_FROM_HPP
#define SYMPHONIC_VIEWS_FROM_HPP

#include <algorithm>
#include <vector>

#include <symphonic/core/detail/span_of.hpp>
#include <symphonic/core/stage.hpp>

namespace symphonic {

/// Options of from.
struct from_options {
    std::size_t chunk_frames = 8192;   ///< sample frames per block, 1 or more
};

namespace detail {

/// Blocks of contiguous samples. Memory is a span of borrowed samples, or the container that owns them.
template <class T, class Memory>
class memory_stream : public stream_facade<memory_stream<T, Memory>, domain::samples> {
public:
    memory_stream(Memory memory, const audio_format& format) : memory_(std::move(memory)), format_(format) {
        auto const channels = static_cast<std::size_t>(format_.channels);
        auto const frames = samples().size() / channels;
        if (frames * channels != samples().size())
            throw argument_error("from: ", samples().size(), " samples are not a multiple of ", channels, " channels");
        format_.frames = static_cast<std::int64_t>(frames);
        format_.max_block = std::min(format_.max_block, frames);
        max_block_size_ = format_.max_block * channels;
    }

    bool next() noexcept {
        if (this->moved_from()) return false;
        offset_ += size_;
        size_ = std::min(max_block_size_, samples().size() - offset_);
        return size_ > 0;
    }
    [[nodiscard]] block<const T> get() const noexcept {
        return {{samples().data() + offset_, size_},
                format_.channels,
                static_cast<std::int64_t>(offset_) / format_.channels};
    }
    [[nodiscard]] bool ended() const noexcept { return this->moved_from() || offset_ + size_ == samples().size(); }
    [[nodiscard]] audio_format format() const noexcept { return format_; }

private:
    [[nodiscard]] std::span<const T> samples() const noexcept { return span_of(memory_); }

    Memory memory_;
    audio_format format_;
    std::size_t max_block_size_;          // in samples, as the following
    std::size_t offset_ = 0, size_ = 0;   // of the current block
};

/// Blocks of the numbers of a range that is not contiguous, copied one by one.
template <class T, std_range R>
class number_stream : public stream_facade<number_stream<T, R>, domain::samples> {
public:
    number_stream(range_stream<R> numbers, const audio_format& format)
        : numbers_(std::move(numbers)), format_(format),
          max_block_size_(format.max_block * static_cast<std::size_t>(format.channels)) {
        block_.reserve(max_block_size_);
    }

    bool next() {
        if (this->moved_from()) return false;
        if (!filling_) {
            position_ += static_cast<std::int64_t>(block_.size()) / format_.channels;
            block_.clear();
        }
        filling_ = true;
        while (block_.size() < max_block_size_ && numbers_.next()) block_.push_back(numbers_.get());
        filling_ = false;
        if (!block_.empty()) {
            excess_ = block_.size() % static_cast<std::size_t>(format_.channels);
            block_.resize(block_.size() - excess_);
        }
        if (!block_.empty()) return true;
        if (auto const excess = std::exchange(excess_, 0); excess != 0)   // thrown once, after all whole sample frames
            throw argument_error("from: the range ends with ", excess, " samples of a sample frame of ",
                                 format_.channels, " channels");
        return false;
    }
    [[nodiscard]] block<const T> get() const noexcept { return {block_, format_.channels, position_}; }
    [[nodiscard]] bool ended() const { return this->moved_from() || (numbers_.ended() && excess_ == 0); }
    [[nodiscard]] audio_format format() const noexcept { return format_; }

private:
    range_stream<R> numbers_;
    audio_format format_;
    std::size_t max_block_size_;   // in samples
    std::vector<T> block_;
    std::int64_t position_ = 0;
    std::size_t excess_ = 0;   // samples at the end of the range that are not a whole sample frame
    bool filling_ = false;     // the range threw while the block was filled: the following next() goes on with it
};

/// A range that is contiguous or has no innerStride(). An Eigen vector has one and is contiguous only where eigen.hpp
/// declares it so. Without that header it would be accepted as a range of numbers and copied, but be borrowed in a unit
/// that includes the header.
template <class R>
concept range_without_strides =
    std_range<R> && (!requires(const R& range) { range.innerStride(); } || contiguous_range<R>);

}   // namespace detail

/// The type of from.
struct from_fn {
    /// Any standard range, described by `format`; format.channels 0 means 1, and format.frames and format.max_block are
    /// set from the range.
    template <detail::range_without_strides R>
    [[nodiscard]] auto operator()(R&& range, audio_format format, from_options options = {}) const {
        using range_type = std::remove_cvref_t<R>;
        using number = std::remove_cvref_t<decltype(*std::begin(range))>;
        detail::require_rate(format.sample_rate, "from");
        if (format.channels < 0) throw argument_error("from: ", format.channels, " channels, expected 0 or more");
        if constexpr (!std::floating_point<number>) {
            return detail::range_stream<R>(std::forward<R>(range), format);
        } else {
            detail::require_count(options.chunk_frames, "from: chunk_frames is ", options.chunk_frames);
            if (format.channels == 0) format.channels = 1;
            auto const max_frames = detail::max_samples / static_cast<std::size_t>(format.channels);
            format.max_block = std::min(options.chunk_frames, max_frames);
            format.size = format.hop = 0;   // of a framed stream
            format.start = 0;
            if constexpr (!detail::contiguous_range<range_type const>) {
                return detail::number_stream<number, R>(detail::range_stream<R>(std::forward<R>(range)), format);
            } else if constexpr (std::is_lvalue_reference_v<R>) {
                return detail::memory_stream<number, std::span<const number>>(detail::span_of(std::as_const(range)),
                                                                              format);
            } else {
                using stored = typename detail::contiguous<range_type>::stored;
                return detail::memory_stream<number, stored>(stored(std::forward<R>(range)), format);
            }
        }
    }
    /// Any standard range of one channel at `sample_rate` in Hz; 0 means unknown.
    template <detail::range_without_strides R>
    [[nodiscard]] auto operator()(R&& range, double sample_rate, from_options options = {}) const {
        return (*this)(std::forward<R>(range), audio_format{.sample_rate = sample_rate}, options);
    }
    /// An audio_buffer, which knows its format; borrowed.
    template <class T>
    [[nodiscard]] auto operator()(const audio_buffer<T>& buffer SYMPHONIC_LIFETIMEBOUND,
                                  from_options options = {}) const {
        return (*this)(buffer.samples(), buffer.format(), options);
    }
    /// An audio_buffer, which knows its format; moved in.
    template <class T>
    [[nodiscard]] auto operator()(audio_buffer<T>&& buffer, from_options options = {}) const {
        auto const format = buffer.format();
        return (*this)(std::move(buffer).samples(), format, options);
    }
};

/// from(x, sample_rate), from(x, format), from(audio_buffer): begins a pipeline with samples in memory, or with the
/// elements of any standard range.
/// - Input: interleaved samples, a contiguous or other range of float or double; or a range of blocks, frames or
///   spectra.
/// - Output: samples in blocks of chunk_frames; elements that are not numbers are passed on unchanged, in domain none.
/// - Tail: the last block may be shorter.
/// - Lifetime: an lvalue is borrowed, an rvalue is moved in, so that from(std::vector{...}, rate) cannot dangle. A
///   block is valid until the following next().
/// - Errors: argument_error if the sample rate is below 0 or NaN, the channels are below 0, chunk_frames is 0, or the
///   number of samples is not a multiple of the channels. A range that is not contiguous is checked at its end.
/// - Cost: blocks of contiguous samples are views of them. Other numbers are copied once, into a buffer allocated here.
inline constexpr from_fn from{};

}   // namespace symphonic
#endif
