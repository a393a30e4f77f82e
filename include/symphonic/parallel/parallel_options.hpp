// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PARALLEL_PARALLEL_OPTIONS_HPP
#define SYMPHONIC_PARALLEL_PARALLEL_OPTIONS_HPP

#include <cstddef>

namespace symphonic {

/// Options of views::parallel and views::try_parallel.
struct parallel_options {
    std::size_t threads = 0;     ///< maximum number of calls at once, 1 to 256; 0: one for each processor
    bool ordered = true;         ///< delivers results in the order of the input; otherwise as the calls end
    std::size_t in_flight = 0;   ///< maximum number of elements between input and output; 0: 8 for each thread
};

}   // namespace symphonic
#endif
