// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_BLOCK_HPP
#define SYMPHONIC_CORE_BLOCK_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include <symphonic/core/errors.hpp>

namespace symphonic {

// In core/strided_span.hpp, which stream_facade.hpp includes. Not here: it is expensive, and energy.hpp includes this header.
template <class T> class strided_span;

/// A view of interleaved samples: the element of a source. Does not own them; a block from a stream is valid until the
/// stream's next ++. Cheap to copy, so pass it by value.
template <class T>
class block {
public:
    /// float or double.
    using sample_type = std::remove_const_t<T>;

    /// No samples, one channel.
    constexpr block() = default;
    /// Views interleaved `samples` of `channels` channels (below 1 counts as 1). A partial last sample frame is not
    /// counted by frames(). `position` is the index of the first sample frame in its signal.
    constexpr block(std::span<T> samples, int channels, std::int64_t position = 0) noexcept
        : samples_(samples), channels_(channels > 0 ? channels : 1), position_(position) {}

    /// The interleaved samples.
    [[nodiscard]] constexpr std::span<T> samples() const noexcept { return samples_; }
    /// The number of channels, 1 or more.
    [[nodiscard]] constexpr int channels() const noexcept { return channels_; }
    /// The number of sample frames: samples().size() / channels().
    [[nodiscard]] constexpr std::size_t frames() const noexcept {
        return samples_.size() / static_cast<std::size_t>(channels_);
    }
    /// The samples of channel c, counted from 0: a view of every channels()-th sample. Throws argument_error unless c is 0 to
    /// channels() - 1.
    [[nodiscard]] constexpr strided_span<T> channel(int c) const {
        if (c < 0 || c >= channels_)
            throw argument_error("block: channel ", c, " of ", channels_, " channels, expected 0 to ", channels_ - 1);
        if (frames() == 0) return {};
        return {samples_.data() + c, frames(), static_cast<std::size_t>(channels_)};
    }
    /// The index of the first sample frame in its signal.
    [[nodiscard]] constexpr std::int64_t position() const noexcept { return position_; }

private:
    std::span<T> samples_{};
    int channels_ = 1;
    std::int64_t position_ = 0;
};

namespace detail {

/// Returns samples[offset, offset + size), limited to the samples that exist: a borrowed block may have become shorter.
template <class T>
[[nodiscard]] constexpr std::span<T> part(std::span<T> samples, std::size_t offset, std::size_t size) noexcept {
    if (offset > samples.size()) offset = samples.size();
    auto const rest = samples.size() - offset;
    return samples.subspan(offset, size < rest ? size : rest);
}
/// The same in sample frames.
template <class T>
[[nodiscard]] constexpr block<T> part(block<T> whole, std::size_t offset, std::size_t frames) noexcept {
    auto const channels = static_cast<std::size_t>(whole.channels());
    return {part(whole.samples(), offset * channels, frames * channels), whole.channels(),
            whole.position() + static_cast<std::int64_t>(offset)};
}

}   // namespace detail
}   // namespace symphonic
#endif
