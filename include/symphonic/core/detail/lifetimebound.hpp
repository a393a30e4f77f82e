// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_DETAIL_LIFETIMEBOUND_HPP
#define SYMPHONIC_CORE_DETAIL_LIFETIMEBOUND_HPP

/// Marks a parameter that the result refers to: Clang warns if the result outlives it. GCC 12 does not know the attribute and would
/// warn about it.
#ifdef __clang__
#define SYMPHONIC_LIFETIMEBOUND [[clang::lifetimebound]]
#else
#define SYMPHONIC_LIFETIMEBOUND
#endif

#endif
