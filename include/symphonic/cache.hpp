// SPDX-License-Identifier: MIT
// The cache layer: what was computed once. It needs xxHash's header, and no library.
#ifndef SYMPHONIC_CACHE_HPP
#define SYMPHONIC_CACHE_HPP

#include <symphonic/cache/content_hash.hpp>        // a key for the numbers in a range
#include <symphonic/cache/content_hash_file.hpp>   // a key for a file
#include <symphonic/cache/content_key.hpp>         // what they give
#include <symphonic/cache/xxh3.hpp>                // how

#endif
