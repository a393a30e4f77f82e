// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_KERNELS_ENERGY_JOULES_HPP
#define SYMPHONIC_KERNELS_ENERGY_JOULES_HPP

#include <symphonic/core/errors.hpp>
#include <symphonic/kernels/energy.hpp>

namespace symphonic {

/// The voltage of a sample of value 1, and the resistance that the voltage drives.
struct calibration {
    /// Volts per unit of the samples, finite. The unit of int16 samples is 1 of 32768, not full scale.
    double volts_per_unit = 1;
    double ohms = 1;   ///< resistance in ohms, above 0
};

/// Returns the energy in joules that a signal delivers to a resistance: the sum of (volts_per_unit x[i])^2 / ohms /
/// sample_rate, with the sample rate in Hz.
/// - Empty signal: 0.
/// - Throws argument_error unless the sample rate and c.ohms are above 0 and c.volts_per_unit is finite.
/// - Accuracy, not finite, cost: as energy().
template <sample_range R>
[[nodiscard, gnu::always_inline]] inline double energy_joules(const R& x, double sample_rate, calibration c = {}) {
    if (!(sample_rate > 0))
        throw argument_error("energy_joules: sample rate ", sample_rate, ", expected more than 0 Hz");
    if (!(c.ohms > 0)) throw argument_error("energy_joules: ", c.ohms, " ohms, expected more than 0");
    if (c.volts_per_unit - c.volts_per_unit != 0)
        throw argument_error("energy_joules: ", c.volts_per_unit, " volts per unit, expected a finite number");
    return symphonic::energy(x) * c.volts_per_unit * c.volts_per_unit / c.ohms / sample_rate;
}

}   // namespace symphonic
#endif
