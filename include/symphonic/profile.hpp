// SPDX-License-Identifier: MIT
// The profile layer: time and memory that parts of a program take.
#ifndef SYMPHONIC_PROFILE_HPP
#define SYMPHONIC_PROFILE_HPP

#include <symphonic/core/detail/language.hpp>

#include <symphonic/profile/memory_usage.hpp>   // measure_memory(f): memory that a function takes
#include <symphonic/profile/profile.hpp>        // profile: times by name, as a table or a trace
#include <symphonic/profile/report.hpp>         // profile_entry: a line of the table
#include <symphonic/profile/timed.hpp>          // timed(profile, name, f): wraps a function and measures its calls

#endif
