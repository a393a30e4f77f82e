// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_CHECKED_READER_OPTIONS_HPP
#define SYMPHONIC_IO_DETAIL_CHECKED_READER_OPTIONS_HPP

#include <symphonic/core/errors.hpp>
#include <symphonic/io/reader_options.hpp>

namespace symphonic::detail {

/// Returns the options. Throws argument_error if one is out of range; raw_info.hpp checks reader_options::raw.
[[nodiscard, gnu::cold]] inline reader_options checked_options(const reader_options& o) {
    if (o.chunk_frames == 0) throw argument_error("reader: chunk_frames is 0, expected 1 or more");
    if (o.first < 0) throw argument_error("reader: first is ", o.first, ", expected 0 or more");
    if (o.count < -1) throw argument_error("reader: count is ", o.count, ", expected 0 or more, or -1");
    return o;
}

}   // namespace symphonic::detail
#endif
