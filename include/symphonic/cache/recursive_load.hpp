// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_RECURSIVE_LOAD_HPP
#define SYMPHONIC_CACHE_RECURSIVE_LOAD_HPP

#include <symphonic/core/errors.hpp>

namespace symphonic {

/// Thrown by get_or_compute() where waiting would never end: the loader of a key asks for the same key, directly or
/// through the loaders of other keys, threads and caches that it waits for, also in shared libraries. Systems other than
/// Linux find such circles within one thread only.
class recursive_load : public error {
public:
    using error::error;
};

}   // namespace symphonic
#endif
