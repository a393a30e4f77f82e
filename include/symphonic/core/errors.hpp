// SPDX-License-Identifier: MIT
// The exceptions of the library. Each message states the value given and what was expected.
#ifndef SYMPHONIC_CORE_ERRORS_HPP
#define SYMPHONIC_CORE_ERRORS_HPP

#include <concepts>
#include <cstddef>
#include <exception>

#include <symphonic/core/detail/number_text.hpp>

namespace symphonic {

/// Base of every exception that the library throws. Holds its message itself, so copying does not throw and the header
/// does not need `<string>`.
class error : public std::exception {
public:
    /// Joins texts and numbers to a message, cut off after 255 characters.
    template <class... Parts>
        requires((std::integral<Parts> || std::floating_point<Parts> ||
                  std::convertible_to<const Parts&, char const*>) &&
                 ...)
    [[gnu::cold]] explicit error(const Parts&... parts) noexcept {
        (write(parts), ...);
    }
    /// The message.
    [[nodiscard]] char const* what() const noexcept override { return text_; }

private:
    // Not inlined: the constructor is instantiated for each message.
    [[gnu::cold, gnu::noinline]] void write(char const* text) noexcept {
        while (*text != '\0' && length_ + 1 < sizeof text_) text_[length_++] = *text++;
    }
    template <class Number>
        requires(std::integral<Number> || std::floating_point<Number>)
    void write(Number number) noexcept {
        write(detail::number_text{number}.c_str());
    }

    char text_[256] = {};
    std::size_t length_ = 0;
};

/// Thrown for an argument that is wrong for any signal: a size of 0, a window of another length than the frame.
class argument_error : public error {
public:
    using error::error;
};

/// Thrown if a stage does not fit its stream: two channels where one is expected, an unknown sample rate.
class format_error : public error {
public:
    using error::error;
};

}   // namespace symphonic
#endif
