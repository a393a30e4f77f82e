// SPDX-License-Identifier: MIT
// block: a lent chunk of an interleaved signal. What a source hands out.
#ifndef SYMPHONIC_CORE_BLOCK_HPP
#define SYMPHONIC_CORE_BLOCK_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace symphonic {

/// frames() * channels() interleaved samples, the first of them at position(). It owns nothing: a block that a stream
/// lends is valid until the stream's next ++. Two words and a half, to be passed by value.
template <class T>
class block {
public:
    using sample_type = std::remove_const_t<T>;

    constexpr block() = default;
    /// `samples` in sample frames of `channels` >= 1; what is left over after the last whole one is not counted.
    constexpr block(std::span<T> samples, int channels, std::int64_t position = 0) noexcept
        : samples_(samples), channels_(channels > 0 ? channels : 1), position_(position) {}

    [[nodiscard]] constexpr std::span<T> samples() const noexcept { return samples_; }
    [[nodiscard]] constexpr int channels() const noexcept { return channels_; }
    /// Sample frames: samples().size() / channels().
    [[nodiscard]] constexpr std::size_t frames() const noexcept {
        return samples_.size() / static_cast<std::size_t>(channels_);
    }
    /// Index of the first sample frame in its signal.
    [[nodiscard]] constexpr std::int64_t position() const noexcept { return position_; }

private:
    std::span<T> samples_{};
    int channels_ = 1;
    std::int64_t position_ = 0;
};

namespace detail {

/// samples[at .. at + size), or what there is of it: what was seen of a block that is borrowed may no longer be there.
template <class T> [[nodiscard]] constexpr std::span<T> part(std::span<T> samples, std::size_t at,
                                                             std::size_t size) noexcept {
    if (at > samples.size()) at = samples.size();
    auto const there = samples.size() - at;
    return samples.subspan(at, size < there ? size : there);
}
/// The same in sample frames.
template <class T> [[nodiscard]] constexpr block<T> part(block<T> whole, std::size_t at, std::size_t frames) noexcept {
    auto const channels = static_cast<std::size_t>(whole.channels());
    return {part(whole.samples(), at * channels, frames * channels), whole.channels(),
            whole.position() + static_cast<std::int64_t>(at)};
}

}   // namespace detail
}   // namespace symphonic
#endif
