// SPDX-License-Identifier: MIT
// window(w): each frame times a window.
//   in        frames
//   out       frames of the same size
//   tail      none
//   lifetime  a frame is lent until the next ++
//   errors    none
//   cost      one multiplication a sample; coefficients and one frame, made when the stage is applied, or with the first
//             element where the format does not tell the size
#ifndef SYMPHONIC_VIEWS_WINDOW_HPP
#define SYMPHONIC_VIEWS_WINDOW_HPP

#include <symphonic/core/stage.hpp>
#include <symphonic/fft/window.hpp>

namespace symphonic {
namespace detail {

template <frame_stream Up>
class window_stream : public stream_facade<window_stream<Up>, domain::frames> {
    using T = sample_t<Up>;

public:
    window_stream(Up up, const symphonic::window& shape) : up_(std::move(up)), shape_(shape) { fit(up_.format().size); }

    bool next() {
        if (!up_.next()) return false;
        auto const in = up_.get();
        fit(in.size());
        for (std::size_t i = 0; i < in.size(); ++i) out_[i] = in[i] * window_[i];
        return true;
    }
    [[nodiscard]] std::span<const T> get() const noexcept { return out_; }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const { return up_.format(); }

private:
    void fit(std::size_t size) {
        if (window_.size() == size) return;
        window_ = make_window<T>(shape_, size);
        out_.resize(size);
    }

    Up up_;
    symphonic::window shape_;
    std::vector<T> window_, out_;
};

struct window_stage : stage {
    symphonic::window shape;
    constexpr explicit window_stage(const symphonic::window& w) : shape(w) {}
    template <frame_stream S>
    [[nodiscard]] constexpr auto operator()(S&& frames) const {
        return window_stream<upstream_t<S>>(as_stream(std::forward<S>(frames)), shape);
    }
};

struct window_fn {
    [[nodiscard]] constexpr auto operator()(const symphonic::window& shape) const { return window_stage(shape); }
};

}   // namespace detail
namespace views {
inline constexpr detail::window_fn window{};
}
}   // namespace symphonic
#endif
