// SPDX-License-Identifier: MIT
// Files over several processors. Needs oneTBB; no other header of the library includes it.
#ifndef SYMPHONIC_PARALLEL_HPP
#define SYMPHONIC_PARALLEL_HPP

#include <symphonic/parallel/parallel.hpp>           // parallel(f, options): calls f in several threads
#include <symphonic/parallel/parallel_options.hpp>   // number of threads, order, elements in flight
#include <symphonic/parallel/read_ahead.hpp>         // read_ahead(n): reads the bytes of the next files
#include <symphonic/parallel/result.hpp>             // input, value and error of one call
#include <symphonic/parallel/try_parallel.hpp>       // try_parallel(f, options): an exception is a result

#endif
