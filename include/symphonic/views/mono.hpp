// SPDX-License-Identifier: MIT
// mono: the mean of the channels.
//   in        samples, any number of channels
//   out       samples, one channel; block for block
//   tail      none
//   lifetime  a block is lent until the next ++; what has one channel already is passed on where it lies
//   errors    none
//   cost      one addition a sample; one buffer of format().max_block, made when the stage is applied
#ifndef SYMPHONIC_VIEWS_MONO_HPP
#define SYMPHONIC_VIEWS_MONO_HPP

#include <vector>

#include <symphonic/core/stage.hpp>
#include <symphonic/kernels/downmix.hpp>

namespace symphonic {
namespace detail {

template <sample_stream Up>
class mono_stream : public stream_facade<mono_stream<Up>> {
    using T = sample_t<Up>;

public:
    explicit mono_stream(Up up) : up_(std::move(up)) {
        if (up_.format().channels != 1) mean_.reserve(up_.format().max_block);
    }
    bool next() {
        if (!up_.next()) return false;
        auto const in = up_.get();
        if (in.channels() == 1) return true;
        mean_.resize(in.frames());
        downmix<T>(in.samples(), static_cast<std::size_t>(in.channels()), mean_);
        return true;
    }
    [[nodiscard]] block<const T> get() const {
        auto const in = up_.get();
        return in.channels() == 1 ? in : block<const T>{mean_, 1, in.position()};
    }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const {
        auto format = up_.format();
        format.channels = 1;
        return format;
    }

private:
    Up up_;
    std::vector<T> mean_;
};

struct mono_fn : stage {
    template <sample_stream S>
    [[nodiscard]] constexpr auto operator()(S&& samples) const {
        return mono_stream<upstream_t<S>>(adopt(std::forward<S>(samples)));
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::mono_fn mono{};
}
}   // namespace symphonic
#endif
