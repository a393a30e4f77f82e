// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_SNDFILE_PTR_HPP
#define SYMPHONIC_IO_DETAIL_SNDFILE_PTR_HPP

#include <memory>

#include <sndfile.h>

namespace symphonic::detail {

struct sndfile_closer {
    void operator()(SNDFILE* file) const noexcept { sf_close(file); }
};
using sndfile_ptr = std::unique_ptr<SNDFILE, sndfile_closer>;

/// Returns why libsndfile did not open a file. libsndfile stores that in one variable for all threads, so another
/// thread may have reset it.
[[nodiscard]] inline char const* sndfile_open_error() noexcept {
    return sf_error(nullptr) == SF_ERR_NO_ERROR ? "libsndfile does not recognize the format" : sf_strerror(nullptr);
}

}   // namespace symphonic::detail
#endif
