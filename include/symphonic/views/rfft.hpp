// SPDX-License-Identifier: MIT
// rfft, rfft({.engine}): the Fourier transform of each frame. Put window before it; of samples, stft does it all at once.
//   in        frames
//   out       a spectrum: std::span<const std::complex<T>> of size/2 + 1 bins, what sj::rfft gives of that frame
//   tail      none
//   lifetime  a spectrum is lent until the next ++
//   errors    as fft_plan
//   cost      one transform a frame; plan and memory are made when the stage is applied, or with the first element where the
//             format does not tell the size
#ifndef SYMPHONIC_VIEWS_RFFT_HPP
#define SYMPHONIC_VIEWS_RFFT_HPP

#include <optional>

#include <symphonic/core/stage.hpp>
#include <symphonic/fft/plan.hpp>

namespace symphonic {
namespace detail {

template <frame_stream Up>
class rfft_stream : public stream_facade<rfft_stream<Up>, domain::none> {
    using T = sample_t<Up>;

public:
    rfft_stream(Up up, fft_options options) : up_(std::move(up)), options_(options) {
        if (auto const size = up_.format().size; size != 0) fit(size);
    }

    bool next() {
        if (!up_.next()) return false;
        auto const in = up_.get();
        fit(in.size());
        plan_->forward(in, bins_, work_);
        return true;
    }
    [[nodiscard]] std::span<const std::complex<T>> get() const noexcept { return bins_; }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const { return up_.format(); }

private:
    void fit(std::size_t size) {
        if (plan_ && plan_->size() == size) return;
        plan_.emplace(size, options_);
        bins_.resize(plan_->bins());
        work_.resize(plan_->workspace());
    }

    Up up_;
    fft_options options_;
    std::optional<fft_plan<T>> plan_;
    std::vector<std::complex<T>> bins_;
    aligned_vector<std::byte> work_;
};

struct rfft_stage : stage {
    fft_options options{};
    constexpr rfft_stage() = default;
    constexpr explicit rfft_stage(fft_options o) : options(o) {}
    template <frame_stream S>
    [[nodiscard]] constexpr auto operator()(S&& frames) const {
        return rfft_stream<upstream_t<S>>(as_stream(std::forward<S>(frames)), options);
    }
};

/// Itself the stage with the default options.
struct rfft_fn : rfft_stage {
    using rfft_stage::operator();
    [[nodiscard]] constexpr auto operator()(const fft_options& o = {}) const { return rfft_stage(o); }
};

}   // namespace detail
namespace views {
inline constexpr detail::rfft_fn rfft{};
}
}   // namespace symphonic
#endif
