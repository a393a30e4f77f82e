// SPDX-License-Identifier: MIT
// The types of some streams, for tests of which stages accept them.
#pragma once

#include <vector>

#include <symphonic/views.hpp>

namespace testing {

using source = decltype(symphonic::from(std::declval<std::vector<float>&>(), 1.0));   // domain samples, blocks
using framed = decltype(std::declval<source>() | symphonic::views::frames(4, 2));     // domain frames, rows
using spectra = decltype(std::declval<source>() | symphonic::views::stft());          // domain none, complex rows
using powers = decltype(std::declval<spectra>() | symphonic::views::power);           // domain power, rows
using levels = decltype(std::declval<framed>() | symphonic::views::rms);              // domain magnitude, numbers

}   // namespace testing
