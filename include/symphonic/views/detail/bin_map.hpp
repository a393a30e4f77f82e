// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_DETAIL_BIN_MAP_HPP
#define SYMPHONIC_VIEWS_DETAIL_BIN_MAP_HPP

#include <vector>

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>
#include <symphonic/fft/detail/bin_power.hpp>

namespace symphonic::detail {

/// The stream of power and magnitude: one real number for each complex bin. D is domain::power or domain::magnitude.
template <spectrum_stream Up, domain D>
class bin_map_stream : public stage_facade<bin_map_stream<Up, D>, Up, D> {
    using T = sample_t<Up>;

public:
    using bin_map_stream::stage_facade::stage_facade;

    bool next() {
        if (!this->upstream().next()) return false;
        auto const bins = this->upstream().get();
        out_.resize(bins.size());
        if constexpr (D == domain::power) bin_power<T>(bins, out_);
        else bin_magnitude<T>(bins, out_);
        return true;
    }
    [[nodiscard]] std::span<const T> get() const noexcept { return out_; }

private:
    std::vector<T> out_;
};

}   // namespace symphonic::detail
#endif
