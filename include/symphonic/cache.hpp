// SPDX-License-Identifier: MIT
// The cache layer: an LRU cache, memoization and content keys. Needs xxHash's header, but not its library.
#ifndef SYMPHONIC_CACHE_HPP
#define SYMPHONIC_CACHE_HPP

#include <symphonic/core/detail/language.hpp>

#include <symphonic/cache/cache_clock.hpp>         // cache_clock: holds any clock
#include <symphonic/cache/cache_options.hpp>       // limits, time to live, weigher, listener; cache_stats
#include <symphonic/cache/coarse_clock.hpp>        // coarse_clock: the default clock of a cache
#include <symphonic/cache/content_hash.hpp>        // content_hash: a key of a range and parameters
#include <symphonic/cache/content_hash_file.hpp>   // content_hash_file: a key of a file and parameters
#include <symphonic/cache/content_key.hpp>         // content_key: a 128-bit hash
#include <symphonic/cache/lru.hpp>                 // lru: evicts the least recently used entry (default)
#include <symphonic/cache/lru_cache.hpp>           // lru_cache: get, put, get_or_compute
#include <symphonic/cache/manual_clock.hpp>        // manual_clock: a clock for tests
#include <symphonic/cache/memoize.hpp>             // memoize: a function that stores its results
#include <symphonic/cache/recursive_load.hpp>      // recursive_load: thrown where a load would wait for itself
#include <symphonic/cache/sieve.hpp>               // sieve: keeps entries that are used again
#include <symphonic/cache/time_to_live.hpp>        // time_to_live: any duration above 0
#include <symphonic/cache/xxh3_hasher.hpp>         // xxh3_hasher: the hash function of content keys, with a seed

#endif
