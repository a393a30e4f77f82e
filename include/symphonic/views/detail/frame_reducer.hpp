// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_DETAIL_FRAME_REDUCER_HPP
#define SYMPHONIC_VIEWS_DETAIL_FRAME_REDUCER_HPP

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>

namespace symphonic::detail {

/// The stream of energy, rms, peak and zero_crossing_rate: one number, Kernel{}(samples), for each frame or chunk.
template <framed_stream Up, class Kernel, domain D>
class frame_reducer_stream : public stage_facade<frame_reducer_stream<Up, Kernel, D>, Up, D> {
public:
    explicit frame_reducer_stream(Up up) : stage_facade<frame_reducer_stream, Up, D>(std::move(up)) {
        if constexpr (yields_blocks<Up>) require_one_channel(this->upstream().format().channels, Kernel::name);
    }

    bool next() {
        if (!this->upstream().next()) return false;
        value_ = Kernel{}(samples());
        return true;
    }
    [[nodiscard]] double get() const noexcept { return value_; }

private:
    [[nodiscard]] std::span<const sample_t<Up>> samples() const {
        auto const element = this->upstream().get();
        if constexpr (yields_blocks<Up>) {
            require_one_channel(element.channels(), Kernel::name);
            return element.samples();
        } else {
            return element;
        }
    }

    double value_ = 0;
};

/// The stage that applies Kernel to each frame or chunk; its elements are in domain D.
template <class Kernel, domain D>
struct frame_reducer : stage {
    template <framed_stream S>
    [[nodiscard]] constexpr auto operator()(S&& frames) const {
        return frame_reducer_stream<upstream_t<S>, Kernel, D>(as_stream(std::forward<S>(frames)));
    }
};

}   // namespace symphonic::detail
#endif
