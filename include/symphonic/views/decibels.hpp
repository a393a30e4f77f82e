// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_DECIBELS_HPP
#define SYMPHONIC_VIEWS_DECIBELS_HPP

#include <cmath>
#include <vector>

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>
#include <symphonic/kernels/decibels.hpp>

namespace symphonic {

/// Options of decibels.
struct decibels_options {
    double reference = 1;   ///< the input that becomes 0 dB, in the unit of the input; finite and above 0
    /// Smaller powers count as this power, whatever the reference: 1e-10 is -100 dB re 1. 0 or more; with 0 silence is -infinity.
    double floor = 1e-10;
};

namespace detail {

/// A number, or a row of numbers.
template <class Element> struct level_storage {
    using type = Element;
};
template <class T> struct level_storage<std::span<const T>> {
    using type = std::vector<T>;
};

template <level_stream Up>
class decibels_stream : public stage_facade<decibels_stream<Up>, Up, domain::decibels> {
    static constexpr bool rows = yields_rows<Up>, magnitudes = domain_of<Up> == domain::magnitude;

public:
    decibels_stream(Up up, const decibels_options& o)
        : decibels_stream::stage_facade(std::move(up)), floor_(o.floor),
          reference_level_(to_decibels(power_of(o.reference))) {}

    bool next() {
        if (!this->upstream().next()) return false;
        if constexpr (rows) {
            using T = sample_t<Up>;
            auto const in = this->upstream().get();
            level_.resize(in.size());
            on_samples<level_kernel>(in, level_.data(), T{magnitudes ? 20 : 10},
                                     static_cast<T>(magnitudes ? std::sqrt(floor_) : floor_),
                                     static_cast<T>(-reference_level_), magnitudes);
        } else {
            auto const power = power_of(static_cast<double>(this->upstream().get()));
            level_ = static_cast<element_t<Up>>(to_decibels(power < floor_ ? floor_ : power) - reference_level_);
        }
        return true;
    }
    [[nodiscard]] element_t<Up> get() const noexcept { return level_; }

private:
    [[nodiscard]] static double power_of(double x) noexcept { return magnitudes ? x * x : x; }

    double floor_, reference_level_;
    typename level_storage<element_t<Up>>::type level_{};
};

struct decibels_stage : stage {
    decibels_options options{};
    constexpr decibels_stage() = default;
    constexpr explicit decibels_stage(const decibels_options& o) : options(o) {
        if (!(o.reference > 0 && o.reference < __builtin_huge_val()))
            throw argument_error("decibels: reference is ", o.reference, ", expected a finite number above 0");
        if (!(o.floor >= 0))
            throw argument_error("decibels: floor is ", o.floor,
                                 ", expected a power of 0 or more, such as 1e-12 for -120 dB");
    }
    template <level_stream S>
    [[nodiscard]] constexpr auto operator()(S&& levels) const {
        return decibels_stream<upstream_t<S>>(as_stream(std::forward<S>(levels)), options);
    }
};

/// Is itself the stage with the default options.
struct decibels_fn : decibels_stage {
    using decibels_stage::operator();
    [[nodiscard]] constexpr auto operator()(const decibels_options& o = {}) const { return decibels_stage(o); }
};

}   // namespace detail
namespace views {

/// Converts to decibels: `decibels` or `decibels({.reference = 1, .floor = 1e-10})`. Computes 10 log10(max(p, floor)) -
/// 10 log10(reference) of a power p. Of a magnitude m, p is m^2 and the reference is squared, which gives 20 log10(m /
/// reference). The same as librosa.power_to_db and amplitude_to_db with top_db=None. NaN stays NaN.
/// - Input: rows or single numbers of domain magnitude or power. An unknown domain is refused: put as<domain::power> or
///   as<domain::magnitude> before.
/// - Output: rows of T or single numbers, of domain decibels.
/// - Tail: none.
/// - Lifetime: a row is valid until the next ++.
/// - Errors: argument_error if the reference is not finite and above 0, or the floor is negative or NaN.
/// - Cost: a logarithm per number, in rows the SIMD kernel to_decibels. One buffer for rows, allocated with the first
///   element.
inline constexpr detail::decibels_fn decibels{};

}
}   // namespace symphonic
#endif
