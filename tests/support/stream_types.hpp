// SPDX-License-Identifier: MIT
// The types of some streams, for tests of what compiles and what does not.
#pragma once

#include <vector>

#include <symphonic/views.hpp>

namespace testing {

using source = decltype(symphonic::from(std::declval<std::vector<float>&>(), 1.0));
using framed = decltype(std::declval<source>() | symphonic::views::frames(4, 2));
using spectra = decltype(std::declval<source>() | symphonic::views::stft());
using powers = decltype(std::declval<spectra>() | symphonic::views::power);
using levels = decltype(std::declval<framed>() | symphonic::views::rms);

}   // namespace testing
