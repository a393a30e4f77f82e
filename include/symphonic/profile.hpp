// SPDX-License-Identifier: MIT
// The profile layer: what it cost, in time and in memory.
#ifndef SYMPHONIC_PROFILE_HPP
#define SYMPHONIC_PROFILE_HPP

#include <symphonic/profile/memory_usage.hpp>   // measure_memory(f): how much memory a function takes
#include <symphonic/profile/profile.hpp>        // profile: times by name, as a table or a trace
#include <symphonic/profile/timed.hpp>          // timed(profile, name, f): a function that measures its calls

#endif
