// SPDX-License-Identifier: MIT
// The version, in this one place: CMake, pkg-config and the installed package read it from here.
#ifndef SYMPHONIC_CORE_VERSION_HPP
#define SYMPHONIC_CORE_VERSION_HPP

#define SYMPHONIC_VERSION_MAJOR 0
#define SYMPHONIC_VERSION_MINOR 1
#define SYMPHONIC_VERSION_PATCH 0

namespace symphonic {

/// The version of these headers; while the major one is 0, a new minor one may break a program.
struct version_number {
    int major, minor, patch;
    [[nodiscard]] friend constexpr bool operator==(const version_number&, const version_number&) = default;
};

inline constexpr version_number version{SYMPHONIC_VERSION_MAJOR, SYMPHONIC_VERSION_MINOR, SYMPHONIC_VERSION_PATCH};

}   // namespace symphonic
#endif
