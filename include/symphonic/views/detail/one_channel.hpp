// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_DETAIL_ONE_CHANNEL_HPP
#define SYMPHONIC_VIEWS_DETAIL_ONE_CHANNEL_HPP

#include <vector>

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>

namespace symphonic::detail {

/// The stream of mono and channel: turns blocks of any number of channels into blocks of one.
/// `downmix(block, out)` writes one sample per sample frame; `downmix.require(channels)` throws if it cannot.
template <sample_stream Up, class Downmix>
class one_channel_stream : public stage_facade<one_channel_stream<Up, Downmix>, Up> {
    using T = sample_t<Up>;

public:
    one_channel_stream(Up up, Downmix downmix)
        : stage_facade<one_channel_stream, Up>(std::move(up)), downmix_(downmix) {
        auto const format = this->upstream().format();
        if (format.channels != 0) downmix_.require(format.channels);
        if (format.channels != 1) samples_.reserve(format.max_block);
    }

    bool next() {
        if (!this->upstream().next()) return false;
        auto const in = this->upstream().get();
        downmix_.require(in.channels());
        if (in.channels() == 1) return true;
        samples_.resize(in.frames());
        downmix_(in, std::span<T>{samples_});
        return true;
    }
    [[nodiscard]] block<const T> get() const {
        auto const in = this->upstream().get();
        return in.channels() == 1 ? in : block<const T>{samples_, 1, in.position()};
    }
    [[nodiscard]] audio_format format() const {
        auto format = this->upstream().format();
        format.channels = 1;
        return format;
    }

private:
    Downmix downmix_;
    std::vector<T> samples_;
};

}   // namespace symphonic::detail
#endif
