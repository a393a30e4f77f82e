// SPDX-License-Identifier: MIT
// What the library requires of the compiler. Each front header includes this file first, so that the error comes first.
#ifndef SYMPHONIC_CORE_DETAIL_LANGUAGE_HPP
#define SYMPHONIC_CORE_DETAIL_LANGUAGE_HPP

#if __cplusplus < 202002L
#error "symphonic needs C++20: compile with -std=c++20"
#endif
#if defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ > 0
#error "symphonic needs float arithmetic in float precision: on 32-bit x86 compile with -msse2 -mfpmath=sse"
#endif

#endif
