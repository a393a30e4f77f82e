// SPDX-License-Identifier: MIT
// The cache layer: what was computed once, for those who ask again.
#ifndef SYMPHONIC_CACHE_HPP
#define SYMPHONIC_CACHE_HPP

#include <symphonic/cache/cache_clock.hpp>     // manual_clock, for tests
#include <symphonic/cache/cache_options.hpp>   // limits, times to live, a weigher, a listener; statistics
#include <symphonic/cache/load.hpp>            // recursive_load
#include <symphonic/cache/lru.hpp>             // the policy by default
#include <symphonic/cache/lru_cache.hpp>       // lru_cache: get, put, get_or_compute
#include <symphonic/cache/sieve.hpp>           // another policy

#endif
