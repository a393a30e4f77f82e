// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_IOSTREAM_ERRORS_HPP
#define SYMPHONIC_IO_DETAIL_IOSTREAM_ERRORS_HPP

#include <exception>

#include <symphonic/core/io_error.hpp>

namespace symphonic::detail {

/// Returns f(). Converts any exception of a standard stream or its buffer to io_error with the same text.
decltype(auto) with_io_errors(auto&& f) {
    try {
        return f();
    } catch (const io_error&) {
        throw;
    } catch (const std::exception& e) {
        throw io_error(e.what());
    } catch (...) {
        throw io_error("the stream threw an exception that is not a std::exception");
    }
}

}   // namespace symphonic::detail
#endif
