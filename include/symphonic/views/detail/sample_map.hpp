// SPDX-License-Identifier: MIT
// each_sample: the stream that gain and map_samples make, as many samples out as in.
#ifndef SYMPHONIC_VIEWS_DETAIL_SAMPLE_MAP_HPP
#define SYMPHONIC_VIEWS_DETAIL_SAMPLE_MAP_HPP

#include <vector>

#include <symphonic/core/stage.hpp>

namespace symphonic::detail {

/// `change(in, out)` fills a span of the same length.
template <signal_stream Up, class Change>
class each_sample_stream : public stream_facade<each_sample_stream<Up, Change>> {
    using T = sample_t<Up>;

public:
    each_sample_stream(Up up, Change change) : up_(std::move(up)), change_(std::move(change)) {
        auto const format = up_.format();
        if constexpr (yields_rows<Up>) out_.reserve(format.size);
        else out_.reserve(format.max_block * static_cast<std::size_t>(format.channels));
    }
    bool next() {
        if (!up_.next()) return false;
        auto const in = samples();
        out_.resize(in.size());
        change_(in, std::span<T>{out_});
        return true;
    }
    [[nodiscard]] element_t<Up> get() const {
        if constexpr (yields_rows<Up>) return out_;
        else return {out_, up_.get().channels(), up_.get().position()};
    }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const { return up_.format(); }

private:
    [[nodiscard]] std::span<const T> samples() const {
        if constexpr (yields_rows<Up>) return up_.get();
        else return up_.get().samples();
    }

    Up up_;
    Change change_;
    std::vector<T> out_;
};

}   // namespace symphonic::detail
#endif
