// SPDX-License-Identifier: MIT
// The version of the library. CMake, pkg-config, Conan and the installed package read it from this file. A test
// compares it with cmake/packaging/vcpkg/vcpkg.json and README.md.
#ifndef SYMPHONIC_CORE_VERSION_HPP
#define SYMPHONIC_CORE_VERSION_HPP

#define SYMPHONIC_VERSION_MAJOR 0
#define SYMPHONIC_VERSION_MINOR 1
#define SYMPHONIC_VERSION_PATCH 0

namespace symphonic {

/// A semantic version. While `major` is 0, a new `minor` may break a program.
struct version_number {
    int major;   ///< changes with incompatible interfaces
    int minor;   ///< changes with new features
    int patch;   ///< changes with corrections
    [[nodiscard]] friend constexpr bool operator==(const version_number&, const version_number&) = default;
};

/// The version of these headers.
inline constexpr version_number version{SYMPHONIC_VERSION_MAJOR, SYMPHONIC_VERSION_MINOR, SYMPHONIC_VERSION_PATCH};

}   // namespace symphonic
#endif
