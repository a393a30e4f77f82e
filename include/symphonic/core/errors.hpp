// SPDX-License-Identifier: MIT
// What the library throws: one base, and a message that says what was given and what was expected.
#ifndef SYMPHONIC_CORE_ERRORS_HPP
#define SYMPHONIC_CORE_ERRORS_HPP

#include <concepts>
#include <cstddef>
#include <exception>

#include <symphonic/core/detail/number_text.hpp>

namespace symphonic {

/// The base of every exception thrown here. Its text lives inside it: copying cannot fail, and <string> is not needed.
class error : public std::exception {
public:
    /// The message is `parts`, texts and numbers, one after the other; what does not fit 255 characters is cut off.
    template <class... Parts>
        requires((std::integral<Parts> || std::floating_point<Parts> ||
                  std::convertible_to<const Parts&, char const*>) &&
                 ...)
    [[gnu::cold]] explicit error(const Parts&... parts) noexcept {
        (write(parts), ...);
    }
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

/// A value that no signal could make right: a size of 0, a window of another length.
class argument_error : public error {
public:
    using error::error;
};

/// A stage and its stream do not fit: two channels where one is expected, a sample rate that nobody knows.
class format_error : public error {
public:
    using error::error;
};

}   // namespace symphonic
#endif
