// SPDX-License-Identifier: MIT
// Refuses to link a unit with a library symphonic::precompiled that was built with other settings.
//
// A unit refers to one function for each of its settings, and the library defines the functions of its own settings. If they
// differ, the linker names the setting of the unit that the library was not built with:
//     undefined reference to `void symphonic::precompiled::library_is_built_with<symphonic::precompiled::address_sanitizer>()'
#ifndef SYMPHONIC_CORE_DETAIL_BUILD_SETTINGS_HPP
#define SYMPHONIC_CORE_DETAIL_BUILD_SETTINGS_HPP

#include <version>   // the macros of the standard library

#include <symphonic/core/version.hpp>

namespace symphonic::precompiled {

template <int Major, int Minor, int Patch> struct headers_of_version;
using headers = headers_of_version<SYMPHONIC_VERSION_MAJOR, SYMPHONIC_VERSION_MINOR, SYMPHONIC_VERSION_PATCH>;

// The standard library decides on the layout of strings and vectors.
#if defined(_LIBCPP_VERSION)
using standard_library = struct libcxx;
#elif defined(_GLIBCXX_DEBUG)
using standard_library = struct libstdcxx_with_glibcxx_debug;
#elif defined(_GLIBCXX_USE_CXX11_ABI) && !_GLIBCXX_USE_CXX11_ABI
using standard_library = struct libstdcxx_without_cxx11_abi;
#else
using standard_library = struct libstdcxx;
#endif

// A sanitizer misses errors, or reports some that do not exist, if it does not see all units. GCC defines a macro for each.
#ifdef __has_feature
#define SYMPHONIC_HAS_FEATURE(NAME) __has_feature(NAME)
#else
#define SYMPHONIC_HAS_FEATURE(NAME) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || SYMPHONIC_HAS_FEATURE(address_sanitizer)
using sanitizer = struct address_sanitizer;
#elif defined(__SANITIZE_THREAD__) || SYMPHONIC_HAS_FEATURE(thread_sanitizer)
using sanitizer = struct thread_sanitizer;
#elif SYMPHONIC_HAS_FEATURE(memory_sanitizer)
using sanitizer = struct memory_sanitizer;
#else
using sanitizer = struct no_sanitizer;
#endif
#undef SYMPHONIC_HAS_FEATURE

#ifdef SYMPHONIC_PRECOMPILED
template <class Setting> void library_is_built_with();
[[gnu::used]] static constexpr void (*settings_of_this_unit[])() = {   // static: a unit has its own
    library_is_built_with<headers>, library_is_built_with<standard_library>, library_is_built_with<sanitizer>};
#else
template <class Setting> void library_is_built_with() {}
template void library_is_built_with<headers>();
template void library_is_built_with<standard_library>();
template void library_is_built_with<sanitizer>();
#endif

}   // namespace symphonic::precompiled
#endif
