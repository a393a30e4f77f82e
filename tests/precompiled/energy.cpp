// SPDX-License-Identifier: MIT
// A program for builds that do not fit the library: the linker must refuse it. OTHER_VERSION: with headers of another version.
#include <vector>

#ifdef OTHER_VERSION
#include <symphonic/core/version.hpp>
#undef SYMPHONIC_VERSION_PATCH
#define SYMPHONIC_VERSION_PATCH 99
#endif
#include <symphonic/energy.hpp>

int main() { return symphonic::energy(std::vector<float>(3)) == 0 ? 0 : 1; }
