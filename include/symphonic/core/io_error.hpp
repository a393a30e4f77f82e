// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_IO_ERROR_HPP
#define SYMPHONIC_CORE_IO_ERROR_HPP

#include <concepts>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include <symphonic/core/errors.hpp>

namespace symphonic {
namespace detail {

/// A text or a number in a message. Refers to the text.
class message_part {
public:
    [[gnu::cold]] message_part(std::string_view text) noexcept : text_(text) {}
    template <class Number>
        requires(std::integral<Number> || std::floating_point<Number>)
    [[gnu::cold]] message_part(Number number) noexcept : number_(number) {}

    [[nodiscard]] std::string_view text() const noexcept { return text_.data() != nullptr ? text_ : number_.c_str(); }

private:
    std::string_view text_{};   // null if it is a number
    number_text number_{};
};

/// A type that a message_part holds: a text or a number.
template <class T> concept message_part_like = std::constructible_from<message_part, const T&>;

[[nodiscard, gnu::cold, gnu::noinline]] inline std::string concatenate(std::initializer_list<message_part> parts) {
    std::string text;
    for (auto const& part : parts) text += part.text();
    return text;
}

/// Concatenates texts and numbers.
template <message_part_like... Parts> [[nodiscard, gnu::cold]] std::string message(const Parts&... parts) {
    return concatenate({message_part(parts)...});
}

/// Returns the system's message for an error number, as std::strerror() does.
[[nodiscard, gnu::cold, gnu::noinline]] inline std::string system_text(int error_number) {
    return std::generic_category().message(error_number);
}

}   // namespace detail

/// Thrown if a file is not a readable audio file, or if opening, reading or writing it fails. The message names the
/// file and the cause, and is never cut off. Copying does not throw.
class io_error : public error {
public:
    /// The message is `parts`, texts and numbers, one after the other.
    template <detail::message_part_like... Parts>
    [[gnu::cold]] explicit io_error(const Parts&... parts) : io_error(list{detail::message_part(parts)...}) {}
    /// Returns the message.
    [[nodiscard]] char const* what() const noexcept override { return text_.what(); }

private:
    using list = std::initializer_list<detail::message_part>;
    // Not inlined: the constructor above is instantiated for each message.
    [[gnu::cold, gnu::noinline]] explicit io_error(list parts) : text_(detail::concatenate(parts)) {}

    std::runtime_error text_;   // its copies share one text, so copying cannot throw
};

}   // namespace symphonic
#endif
