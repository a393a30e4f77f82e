// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_RFFT_HPP
#define SYMPHONIC_VIEWS_RFFT_HPP

#include <optional>

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>
#include <symphonic/fft/plan.hpp>

namespace symphonic {
namespace detail {

template <frame_stream Up>
class rfft_stream : public stage_facade<rfft_stream<Up>, Up, domain::none> {
    using T = sample_t<Up>;

public:
    rfft_stream(Up up, fft_options options) : rfft_stream::stage_facade(std::move(up)), options_(options) {
        if (auto const size = this->format().size; size != 0) set_size(size);
    }

    bool next() {
        if (!this->upstream().next()) return false;
        auto const in = this->upstream().get();
        set_size(in.size());
        plan_->forward(in, bins_, workspace_);
        return true;
    }
    [[nodiscard]] std::span<const std::complex<T>> get() const noexcept { return bins_; }

private:
    /// Creates the plan unless it exists for this frame size.
    void set_size(std::size_t size) {
        if (plan_ && plan_->size() == size) return;
        plan_.emplace(size, options_);
        bins_.resize(plan_->bins());
        workspace_.resize(plan_->workspace());
    }

    fft_options options_;
    std::optional<fft_plan<T>> plan_;
    std::vector<std::complex<T>> bins_;
    aligned_vector<std::byte> workspace_;
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

/// Is itself the stage with the default options.
struct rfft_fn : rfft_stage {
    using rfft_stage::operator();
    [[nodiscard]] constexpr auto operator()(const fft_options& o = {}) const { return rfft_stage(o); }
};

}   // namespace detail
namespace views {

/// Computes the Fourier transform of each analysis frame: `rfft` or `rfft({.engine = sj::fftw()})`. Put window before
/// it. For samples use stft, which frames, windows and transforms in one stage.
/// - Input: analysis frames.
/// - Output: spectra, std::span<const std::complex<T>> of size/2 + 1 bins, equal to sj::rfft of the frame.
/// - Tail: none.
/// - Lifetime: a spectrum is valid until the next ++.
/// - Errors: those of fft_plan, for example argument_error for an empty frame.
/// - Cost: one transform per frame. The plan and its memory are created when the stage is applied, or with the first
///   element if the format does not tell the size; again whenever the size changes.
inline constexpr detail::rfft_fn rfft{};

}
}   // namespace symphonic
#endif
