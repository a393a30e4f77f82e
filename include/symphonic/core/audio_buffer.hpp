// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_AUDIO_BUFFER_HPP
#define SYMPHONIC_CORE_AUDIO_BUFFER_HPP

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <symphonic/core/block.hpp>
#include <symphonic/core/detail/lifetimebound.hpp>
#include <symphonic/core/format.hpp>

namespace symphonic {

/// A signal that owns its interleaved samples: a whole file (`read_all`, `collect`), or a copy of a block.
template <class T>
class audio_buffer {
public:
    /// No samples, one channel, rate unknown.
    audio_buffer() = default;
    /// Takes ownership of interleaved samples. `format.frames` and `format.max_block` are set from their number.
    /// @param position index of the first sample frame in its signal
    /// Throws argument_error if `format.channels` is below 1 or does not divide the number of samples.
    explicit audio_buffer(std::vector<T> samples, audio_format format, std::int64_t position = 0)
        : samples_(std::move(samples)), format_(format), position_(position) {
        if (format_.channels < 1)
            throw argument_error("audio_buffer: ", format.channels, " channels, expected 1 or more");
        if (samples_.size() % static_cast<std::size_t>(format_.channels) != 0)
            throw argument_error("audio_buffer: ", samples_.size(), " samples are not a multiple of ", format_.channels,
                                 " channels");
        update_format();
    }
    /// Copies a block. The sample rate stays unknown.
    explicit audio_buffer(block<const T> samples) { *this = samples; }
    /// Copies a block into the memory of this buffer; allocates only if it is longer than any before. Keeps the rate.
    audio_buffer& operator=(block<const T> samples) {
        samples_.assign(samples.samples().begin(), samples.samples().end());
        format_.channels = samples.channels();
        position_ = samples.position();
        update_format();
        return *this;
    }

    /// A view of the samples, valid as long as this buffer is unchanged.
    [[nodiscard]] operator block<const T>() const noexcept { return {samples_, channels(), position_}; }
    /// The interleaved samples, frames() * channels() of them.
    [[nodiscard]] std::span<const T> samples() const& noexcept SYMPHONIC_LIFETIMEBOUND { return samples_; }
    /// The same, writable: `for (float& s : song.samples()) s *= 2;`
    [[nodiscard]] std::span<T> samples() & noexcept SYMPHONIC_LIFETIMEBOUND { return samples_; }
    /// The samples of a temporary buffer, moved out.
    [[nodiscard]] std::vector<T> samples() && noexcept { return std::move(samples_); }
    /// The number of sample frames.
    [[nodiscard]] std::size_t frames() const noexcept {
        return samples_.size() / static_cast<std::size_t>(format_.channels);
    }
    /// The number of channels, 1 or more.
    [[nodiscard]] int channels() const noexcept { return format_.channels; }
    /// Rate, channels and length of the signal.
    [[nodiscard]] const audio_format& format() const noexcept { return format_; }
    /// The index of the first sample frame in its signal.
    [[nodiscard]] std::int64_t position() const noexcept { return position_; }

private:
    void update_format() noexcept {
        format_.max_block = frames();
        format_.frames = static_cast<std::int64_t>(frames());
    }

    std::vector<T> samples_;
    audio_format format_{.channels = 1, .frames = 0};
    std::int64_t position_ = 0;
};

}   // namespace symphonic
#endif
