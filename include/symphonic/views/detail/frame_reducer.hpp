// SPDX-License-Identifier: MIT
// measure: the stage that stages such as rms are, a number for each frame or chunk.
#ifndef SYMPHONIC_VIEWS_DETAIL_FRAME_REDUCER_HPP
#define SYMPHONIC_VIEWS_DETAIL_FRAME_REDUCER_HPP

#include <symphonic/core/stage.hpp>

namespace symphonic::detail {

template <framed_stream Up, class Kernel, domain D>
class measure_stream : public stream_facade<measure_stream<Up, Kernel, D>, D> {
public:
    explicit measure_stream(Up up) : up_(std::move(up)) {
        if constexpr (yields_blocks<Up>) require_one_channel(up_.format().channels, Kernel::name);
    }
    bool next() {
        if (!up_.next()) return false;
        value_ = Kernel{}(row());
        return true;
    }
    [[nodiscard]] double get() const noexcept { return value_; }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const { return up_.format(); }

private:
    [[nodiscard]] std::span<const sample_t<Up>> row() const {
        if constexpr (yields_blocks<Up>) {
            require_one_channel(up_.get().channels(), Kernel::name);
            return up_.get().samples();
        } else {
            return up_.get();
        }
    }

    Up up_;
    double value_ = 0;
};

template <class Kernel, domain D>
struct measure : stage {
    template <framed_stream S>
    [[nodiscard]] constexpr auto operator()(S&& frames) const {
        return measure_stream<upstream_t<S>, Kernel, D>(as_stream(std::forward<S>(frames)));
    }
};

}   // namespace symphonic::detail
#endif
