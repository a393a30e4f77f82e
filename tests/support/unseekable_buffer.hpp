// SPDX-License-Identifier: MIT
#pragma once

#include <sstream>

namespace testing {

/// A string as the buffer of a stream that cannot seek, as a pipe.
class unseekable_buffer : public std::stringbuf {
public:
    using std::stringbuf::stringbuf;

protected:
    pos_type seekoff(off_type, std::ios::seekdir, std::ios::openmode) override { return pos_type(off_type(-1)); }
    pos_type seekpos(pos_type, std::ios::openmode) override { return pos_type(off_type(-1)); }
};

}   // namespace testing
