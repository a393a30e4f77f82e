// SPDX-License-Identifier: MIT
// The cache layer: what was computed once, for those who ask again. It needs xxHash's header, and no library.
#ifndef SYMPHONIC_CACHE_HPP
#define SYMPHONIC_CACHE_HPP

#include <symphonic/cache/cache_clock.hpp>           // manual_clock, for tests
#include <symphonic/cache/cache_options.hpp>         // limits, times to live, a weigher, a listener; statistics
#include <symphonic/cache/content_hash.hpp>          // content_hash: a key for what is in a range
#include <symphonic/cache/content_hash_file.hpp>     // for what is in a file
#include <symphonic/cache/content_key.hpp>           // the key
#include <symphonic/cache/detail/pending_load.hpp>   // recursive_load
#include <symphonic/cache/xxh3_hasher.hpp>           // xxh3_hasher: the hash function of content keys
#include <symphonic/cache/lru.hpp>                   // what goes first, by default
#include <symphonic/cache/lru_cache.hpp>             // lru_cache: get, put, get_or_compute
#include <symphonic/cache/memoize.hpp>               // memoize: a function that remembers what it gave
#include <symphonic/cache/sieve.hpp>                 // what goes first, otherwise

#endif
