// SPDX-License-Identifier: MIT
// one_channel: the stream that mono and channel make, blocks of any number of channels in, blocks of one out.
#ifndef SYMPHONIC_VIEWS_DETAIL_ONE_CHANNEL_HPP
#define SYMPHONIC_VIEWS_DETAIL_ONE_CHANNEL_HPP

#include <vector>

#include <symphonic/core/stage.hpp>

namespace symphonic::detail {

/// `pick(block, out)` fills one sample a sample frame; `pick.require(channels)` throws if it cannot.
template <sample_stream Up, class Pick>
class one_channel_stream : public stream_facade<one_channel_stream<Up, Pick>> {
    using T = sample_t<Up>;

public:
    one_channel_stream(Up up, Pick pick) : up_(std::move(up)), pick_(pick) {
        auto const format = up_.format();
        if (format.channels != 0) pick_.require(format.channels);
        if (format.channels != 1) samples_.reserve(format.max_block);
    }
    bool next() {
        if (!up_.next()) return false;
        auto const in = up_.get();
        pick_.require(in.channels());
        if (in.channels() == 1) return true;
        samples_.resize(in.frames());
        pick_(in, std::span<T>{samples_});
        return true;
    }
    [[nodiscard]] block<const T> get() const {
        auto const in = up_.get();
        return in.channels() == 1 ? in : block<const T>{samples_, 1, in.position()};
    }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const {
        auto format = up_.format();
        format.channels = 1;
        return format;
    }

private:
    Up up_;
    Pick pick_;
    std::vector<T> samples_;
};

}   // namespace symphonic::detail
#endif
