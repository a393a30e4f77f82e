// SPDX-License-Identifier: MIT
// each_bin: the stream that power and magnitude make, a real number for each complex bin.
#ifndef SYMPHONIC_VIEWS_DETAIL_BIN_MAP_HPP
#define SYMPHONIC_VIEWS_DETAIL_BIN_MAP_HPP

#include <vector>

#include <symphonic/core/stage.hpp>
#include <symphonic/fft/detail/bin_power.hpp>

namespace symphonic::detail {

/// D is domain::power or domain::magnitude.
template <spectrum_stream Up, domain D>
class each_bin_stream : public stream_facade<each_bin_stream<Up, D>, D> {
    using T = sample_t<Up>;

public:
    explicit each_bin_stream(Up up) : up_(std::move(up)) {}

    bool next() {
        if (!up_.next()) return false;
        auto const bins = up_.get();
        out_.resize(bins.size());
        if constexpr (D == domain::power) bin_power<T>(bins, out_);
        else bin_magnitude<T>(bins, out_);
        return true;
    }
    [[nodiscard]] std::span<const T> get() const noexcept { return out_; }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const { return up_.format(); }

private:
    Up up_;
    std::vector<T> out_;
};

}   // namespace symphonic::detail
#endif
