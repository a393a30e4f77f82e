// SPDX-License-Identifier: MIT
// io_error: what is not a readable file, or fails while it is read or written.
#ifndef SYMPHONIC_CORE_IO_ERROR_HPP
#define SYMPHONIC_CORE_IO_ERROR_HPP

#include <concepts>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <system_error>

#include <symphonic/core/errors.hpp>

namespace symphonic {

/// Its message names the file, whatever the length of its path, and the cause.
class io_error : public error {
public:
    [[gnu::cold]] explicit io_error(const std::string& message) : text_(message) {}
    [[nodiscard]] char const* what() const noexcept override { return text_.what(); }

private:
    std::runtime_error text_;   // whose copies share one text: copying cannot fail
};

namespace detail {

/// A piece of a message: a text, which it does not own, or an integer.
class piece {
public:
    piece(char const* text) noexcept : text_(text) {}
    piece(const std::string& text) noexcept : text_(text.c_str()) {}
    [[gnu::cold]] piece(std::integral auto number) noexcept : text_(digits_) {
        __builtin_snprintf(digits_, sizeof digits_, "%lld", static_cast<long long>(number));
    }
    piece(const piece&) = delete;   // it may point into itself
    piece& operator=(const piece&) = delete;
    [[nodiscard]] char const* text() const noexcept { return text_; }

private:
    char digits_[24];
    char const* text_;
};
/// The pieces, one after the other: compiled once for all messages, where operator+ would be for each.
[[nodiscard, gnu::cold, gnu::noinline]] inline std::string joined(std::initializer_list<piece> pieces) {
    std::string all;
    for (auto const& p : pieces) all += p.text();
    return all;
}
[[noreturn, gnu::cold, gnu::noinline]] inline void fail(std::initializer_list<piece> pieces) {
    throw io_error(joined(pieces));
}
/// What errno means.
[[nodiscard, gnu::cold, gnu::noinline]] inline std::string system_text(int number) {
    return std::generic_category().message(number);
}

}   // namespace detail
}   // namespace symphonic
#endif
