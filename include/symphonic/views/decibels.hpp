// SPDX-License-Identifier: MIT
// decibels, decibels({.reference, .floor}): levels. It knows what it is given: 20 log10 of a magnitude, 10 log10 of a power.
//   in        magnitude or power, in rows or one by one; not the unknown, for nothing would tell 20 from 10: say it with
//             as<domain::power>
//   out       decibels: rows of T, or a number
//             10 log10(max(p, floor)) - 10 log10(reference), where p is the power, and of a magnitude its square; NaN stays.
//             librosa.power_to_db, amplitude_to_db with top_db=None
//   tail      none
//   lifetime  a row is lent until the next ++
//   errors    argument_error: the reference is not above 0 and finite, or the floor is below 0 or NaN
//   cost      a logarithm a number, of rows in vectors: the kernel to_decibels; one buffer for rows, made with the first
//             element
#ifndef SYMPHONIC_VIEWS_DECIBELS_HPP
#define SYMPHONIC_VIEWS_DECIBELS_HPP

#include <cmath>
#include <vector>

#include <symphonic/core/stage.hpp>
#include <symphonic/kernels/decibels.hpp>

namespace symphonic {

struct decibels_options {
    double reference = 1;   ///< what is 0 dB, in the unit of the input
    double floor = 1e-10;   ///< what is below this power counts as this power: -100 dB. With 0 silence is -infinity
};

namespace detail {

template <level_stream Up>
class decibels_stream : public stream_facade<decibels_stream<Up>, domain::decibels> {
    static constexpr bool rows = yields_rows<Up>, magnitudes = domain_of<Up> == domain::magnitude;

public:
    decibels_stream(Up up, const decibels_options& o)
        : up_(std::move(up)), floor_(o.floor), zero_(to_decibels(power_of(o.reference))) {}

    bool next() {
        if (!up_.next()) return false;
        if constexpr (rows) {
            using T = sample_t<Up>;
            auto const in = up_.get();
            level_.resize(in.size());
            on_samples<level_kernel>(in, level_.data(), T{magnitudes ? 20 : 10},
                                     static_cast<T>(magnitudes ? std::sqrt(floor_) : floor_), static_cast<T>(-zero_),
                                     magnitudes);
        } else {
            level_ = static_cast<element_t<Up>>(level(static_cast<double>(up_.get())));
        }
        return true;
    }
    [[nodiscard]] element_t<Up> get() const noexcept { return level_; }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const { return up_.format(); }

private:
    [[nodiscard]] static double power_of(double x) noexcept { return magnitudes ? x * x : x; }
    [[nodiscard]] double level(double x) const noexcept {
        auto const power = power_of(x);
        return to_decibels(power < floor_ ? floor_ : power) - zero_;
    }

    [[nodiscard]] static auto room() {
        if constexpr (rows) return std::vector<sample_t<Up>>{};
        else return element_t<Up>{};
    }

    Up up_;
    double floor_, zero_;
    decltype(room()) level_ = room();
};

struct decibels_stage : stage {
    decibels_options options{};
    constexpr decibels_stage() = default;
    constexpr explicit decibels_stage(const decibels_options& o) : options(o) {
        if (!(o.reference > 0 && o.reference < __builtin_huge_val()))
            throw argument_error("decibels: a reference of ", o.reference, ", expected more than 0, and finite");
        if (!(o.floor >= 0)) throw argument_error("decibels: a floor of ", o.floor, ", expected 0 or more");
    }
    template <level_stream S>
    [[nodiscard]] constexpr auto operator()(S&& levels) const {
        return decibels_stream<upstream_t<S>>(as_stream(std::forward<S>(levels)), options);
    }
};

/// Itself the stage with the default options.
struct decibels_fn : decibels_stage {
    using decibels_stage::operator();
    [[nodiscard]] constexpr auto operator()(const decibels_options& o = {}) const { return decibels_stage(o); }
};

}   // namespace detail
namespace views {
inline constexpr detail::decibels_fn decibels{};
}
}   // namespace symphonic
#endif
