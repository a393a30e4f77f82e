// SPDX-License-Identifier: MIT
// What the numbers of a stream mean, known to its type.
#ifndef SYMPHONIC_CORE_DOMAIN_HPP
#define SYMPHONIC_CORE_DOMAIN_HPP

namespace symphonic {

/// Spans of floats look alike: this is why decibels of decibels do not compile. Complex numbers need no domain of their
/// own, the element shows them.
enum class domain {
    none,        ///< nothing is claimed: after a view that is not ours, after a function of the user's; taken on trust
    samples,     ///< a signal in blocks as they come: how long one is means nothing
    frames,      ///< a signal in units that were asked for: chunks(n), frames(size, hop)
    magnitude,   ///< linear amplitude: |X|, RMS, peak; 20 log10 of it are decibels
    power,       ///< squared amplitude: |X|^2, energy; 10 log10 of it are decibels
    decibels     ///< a level
};

/// A fold rather than a chain of ||, and all of it in the arguments: so both compilers print what is given and asked.
template <domain Given, domain... Asked> concept domain_is = ((Given == Asked) || ...);

}   // namespace symphonic
#endif
