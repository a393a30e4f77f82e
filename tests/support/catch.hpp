// SPDX-License-Identifier: MIT
// Catch2 3 where it is installed, 2.13 (Debian 12) elsewhere.
#pragma once
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
