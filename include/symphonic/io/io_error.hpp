// SPDX-License-Identifier: MIT
// io_error: what is not a readable audio file, or fails while it is read.
#ifndef SYMPHONIC_IO_IO_ERROR_HPP
#define SYMPHONIC_IO_IO_ERROR_HPP

#include <stdexcept>
#include <string>

#include <symphonic/core/errors.hpp>

namespace symphonic {

/// Its message names the file, whatever the length of its path, and the cause.
class io_error : public error {
public:
    explicit io_error(const std::string& message) : text_(message) {}
    [[nodiscard]] char const* what() const noexcept override { return text_.what(); }

private:
    std::runtime_error text_;   // whose copies share one text: copying cannot fail
};

}   // namespace symphonic
#endif
