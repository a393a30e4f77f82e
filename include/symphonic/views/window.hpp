// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_WINDOW_HPP
#define SYMPHONIC_VIEWS_WINDOW_HPP

#include <vector>

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>
#include <symphonic/fft/window.hpp>

namespace symphonic {
namespace detail {

template <frame_stream Up>
class window_stream : public stage_facade<window_stream<Up>, Up, domain::frames> {
    using T = sample_t<Up>;

public:
    window_stream(Up up, const symphonic::window& shape)
        : stage_facade<window_stream, Up, domain::frames>(std::move(up)), shape_(shape) {
        resize(this->upstream().format().size);
    }

    bool next() {
        if (!this->upstream().next()) return false;
        auto const in = this->upstream().get();
        resize(in.size());
        for (std::size_t i = 0; i < in.size(); ++i) out_[i] = in[i] * coefficients_[i];
        return true;
    }
    [[nodiscard]] std::span<const T> get() const noexcept { return out_; }

private:
    void resize(std::size_t size) {
        if (coefficients_.size() == size) return;
        coefficients_ = make_window<T>(shape_, size);
        out_.resize(size);
    }

    symphonic::window shape_;
    std::vector<T> coefficients_, out_;
};

struct window_stage : stage {
    symphonic::window shape;
    constexpr explicit window_stage(const symphonic::window& w) : shape(w) {}
    template <frame_stream S>
    [[nodiscard]] constexpr auto operator()(S&& frames) const {
        return window_stream<upstream_t<S>>(as_stream(std::forward<S>(frames)), shape);
    }
};

struct window_fn : stage_factory {
    [[nodiscard]] constexpr auto operator()(const symphonic::window& shape) const { return window_stage(shape); }
};

}   // namespace detail
namespace views {

/// window(w): multiplies each frame by a window, such as sj::window::hann.
/// - Input: frames.
/// - Output: frames of the same size, multiplied by make_window(w, size).
/// - Tail: none.
/// - Lifetime: a frame is valid until the following next().
/// - Errors: argument_error if window::samples has another size than the frames.
/// - Cost: one multiplication per sample; memory for the coefficients and one frame, allocated when the stage is
///   applied or, if the format does not tell the size, with the first element.
inline constexpr detail::window_fn window{};

}   // namespace views
}   // namespace symphonic
#endif
