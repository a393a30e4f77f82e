// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_CHANNEL_FRAMES_HPP
#define SYMPHONIC_CORE_CHANNEL_FRAMES_HPP

#include <cstddef>
#include <span>
#include <vector>

namespace symphonic {

/// An owning copy of one frame or spectrum for each channel: the range_value_t of a stream of per_channel, whose elements are
/// spans of spans.
template <class T>
class channel_frames {
public:
    /// No channels.
    channel_frames() = default;
    /// Copies the values of all channels.
    explicit channel_frames(std::span<const std::span<const T>> channels) { *this = channels; }
    channel_frames(const channel_frames& other) { *this = std::span{other.channels_}; }
    channel_frames(channel_frames&&) = default;
    channel_frames& operator=(channel_frames other) noexcept {
        values_.swap(other.values_);
        channels_.swap(other.channels_);
        return *this;
    }
    ~channel_frames() = default;
    /// Copies the values of all channels; allocates only if there are more than ever before.
    channel_frames& operator=(std::span<const std::span<const T>> channels) {
        values_.clear();
        for (auto const channel : channels) values_.insert(values_.end(), channel.begin(), channel.end());
        channels_.clear();
        std::size_t begin = 0;
        for (auto const channel : channels) {
            channels_.push_back(std::span<const T>{values_}.subspan(begin, channel.size()));
            begin += channel.size();
        }
        return *this;
    }

    /// The frame of the first channel.
    [[nodiscard]] std::span<const T> const* begin() const noexcept { return channels_.data(); }
    /// The position after the last channel.
    [[nodiscard]] std::span<const T> const* end() const noexcept { return channels_.data() + channels_.size(); }
    /// The frames, contiguous.
    [[nodiscard]] std::span<const T> const* data() const noexcept { return channels_.data(); }
    /// The number of channels.
    [[nodiscard]] std::size_t size() const noexcept { return channels_.size(); }
    /// The frame of channel c, below size(). Not checked.
    [[nodiscard]] std::span<const T> operator[](std::size_t c) const noexcept { return channels_[c]; }

private:
    std::vector<T> values_;                      // of all channels
    std::vector<std::span<const T>> channels_;   // into values_
};

}   // namespace symphonic
#endif
