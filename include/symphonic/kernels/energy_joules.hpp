// SPDX-License-Identifier: MIT
// energy_joules: the energy of a signal that was recorded with a known gain, in joules.
#ifndef SYMPHONIC_KERNELS_ENERGY_JOULES_HPP
#define SYMPHONIC_KERNELS_ENERGY_JOULES_HPP

#include <symphonic/core/errors.hpp>
#include <symphonic/kernels/energy.hpp>

namespace symphonic {

/// What one unit of the samples is worth: its voltage, and the resistance that the voltage drives.
struct calibration {
    double volts_per_unit = 1;   ///< V; int16 samples count units of their own, 32768 to the full scale of float ones
    double ohms = 1;             ///< above 0
};

/// Sum of (volts_per_unit x[i])^2 / ohms / sample_rate: the energy in joules that the signal puts into the resistance.
/// Empty and silent signals have 0. Throws argument_error where rate (Hz) or ohms are not above 0, or volts not finite.
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
