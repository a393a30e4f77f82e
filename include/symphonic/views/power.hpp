// SPDX-License-Identifier: MIT
// power: |X|^2 of each bin.
//   in        a spectrum
//   out       power, std::span<const T>; re^2 + im^2, not scaled
//   tail      none
//   lifetime  a row is lent until the next ++
//   errors    none
//   cost      after an rvalue stft it fuses into it; else two multiplications a bin and one buffer, made with the first
//             element
#ifndef SYMPHONIC_VIEWS_POWER_HPP
#define SYMPHONIC_VIEWS_POWER_HPP

#include <vector>

#include <symphonic/core/stage.hpp>
#include <symphonic/fft/bin_power.hpp>

namespace symphonic {
namespace detail {

template <spectrum_stream Up>
class power_stream : public stream_facade<power_stream<Up>, domain::power> {
    using T = sample_t<Up>;

public:
    explicit power_stream(Up up) : up_(std::move(up)) {}

    bool next() {
        if (!up_.next()) return false;
        auto const bins = up_.get();
        out_.resize(bins.size());
        bin_power<T>(bins, out_);
        return true;
    }
    [[nodiscard]] std::span<const T> get() const noexcept { return out_; }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const { return up_.format(); }

private:
    Up up_;
    std::vector<T> out_;
};

/// A spectrum that can give its power better itself, and is ours to take apart. Any stream may offer it, a user's too.
template <class S> concept fuses_power = requires(S&& spectrum) { std::forward<S>(spectrum).power(); };

struct power_fn : stage {
    template <spectrum_stream S>
    [[nodiscard]] constexpr auto operator()(S&& spectrum) const {
        if constexpr (fuses_power<S>) return std::forward<S>(spectrum).power();
        else return power_stream<upstream_t<S>>(adopt(std::forward<S>(spectrum)));
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::power_fn power{};
}
}   // namespace symphonic
#endif
