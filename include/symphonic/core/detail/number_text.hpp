// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_DETAIL_NUMBER_TEXT_HPP
#define SYMPHONIC_CORE_DETAIL_NUMBER_TEXT_HPP

#include <concepts>
#include <cstddef>

namespace symphonic::detail {

/// A number as text, for error messages. Allocates nothing.
class number_text {
public:
    number_text() noexcept { text_[0] = '\0'; }
    [[gnu::cold]] explicit number_text(std::signed_integral auto number) noexcept {
        print("%lld", static_cast<long long>(number));
    }
    [[gnu::cold]] explicit number_text(std::unsigned_integral auto number) noexcept {
        print("%llu", static_cast<unsigned long long>(number));
    }
    /// Sizes above half of the range are negative numbers that were converted by the caller, and are shown as such.
    [[gnu::cold]] explicit number_text(std::size_t size) noexcept : number_text(static_cast<std::ptrdiff_t>(size)) {}
    [[gnu::cold]] explicit number_text(std::floating_point auto number) noexcept {
        print("%.17g", static_cast<double>(number));
    }
    [[nodiscard]] char const* c_str() const noexcept { return text_; }

private:
    [[gnu::cold, gnu::noinline]] void print(char const* format, auto number) noexcept {
        __builtin_snprintf(text_, sizeof text_, format, number);
    }

    char text_[32];
};

}   // namespace symphonic::detail
#endif
