// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_DOMAIN_HPP
#define SYMPHONIC_CORE_DOMAIN_HPP

namespace symphonic {

/// The meaning of a stream's numbers, part of the stream's type: decibels of decibels do not compile. Complex spectra need
/// no domain of their own, because their element type is distinct.
enum class domain {
    none,        ///< unknown: after a standard view or a user's function; accepted by every stage except decibels
    samples,     ///< a signal in blocks of any length
    frames,      ///< a signal in chunks(n) or frames(size, hop), or complex spectra of them
    magnitude,   ///< linear amplitude: |X|, RMS, peak; 20 log10 gives decibels
    power,       ///< squared amplitude: |X|^2, energy; 10 log10 gives decibels
    decibels     ///< a level in dB
};

/// True if Given is one of Accepted. A concept of template arguments, so that compilers print both in their errors.
template <domain Given, domain... Accepted> concept domain_is = ((Given == Accepted) || ...);

}   // namespace symphonic
#endif
