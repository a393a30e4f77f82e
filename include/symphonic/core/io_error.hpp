// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_IO_ERROR_HPP
#define SYMPHONIC_CORE_IO_ERROR_HPP

#include <concepts>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include <symphonic/core/errors.hpp>

namespace symphonic {
namespace detail {

/// A part of a message: a text or a number.
template <class T>
concept message_part = std::integral<T> || std::floating_point<T> || std::convertible_to<const T&, std::string_view>;

/// Concatenates texts and numbers.
template <message_part... Parts> [[nodiscard, gnu::cold, gnu::noinline]] std::string message(const Parts&... parts) {
    std::string text;
    auto const append = [&text]<class T>(const T& part) {
        if constexpr (std::convertible_to<const T&, std::string_view>) text += std::string_view{part};
        else text += number_text{part}.c_str();
    };
    (append(parts), ...);
    return text;
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
    template <detail::message_part... Parts>
    [[gnu::cold]] explicit io_error(const Parts&... parts) : text_(detail::message(parts...)) {}
    /// Returns the message.
    [[nodiscard]] char const* what() const noexcept override { return text_.what(); }

private:
    std::runtime_error text_;   // its copies share one text, so copying cannot throw
};

}   // namespace symphonic
#endif
