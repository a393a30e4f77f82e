// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PARALLEL_RESULT_HPP
#define SYMPHONIC_PARALLEL_RESULT_HPP

#include <exception>
#include <filesystem>
#include <optional>
#include <string>

namespace symphonic {

/// The outcome of one call of a function: the value that it returned, or the exception that it threw.
template <class T, class Input = std::filesystem::path> struct result {
    Input input{};                ///< the argument
    std::optional<T> value{};     ///< empty if the function threw
    std::exception_ptr error{};   ///< null if the function returned

    /// Returns what() of the exception; "unknown exception" if its type is not derived from std::exception; an empty string
    /// without an exception.
    [[nodiscard]] std::string message() const {
        if (error == nullptr) return {};
        try {
            std::rethrow_exception(error);
        } catch (const std::exception& e) {
            return e.what();
        } catch (...) {
            return "unknown exception";
        }
    }
};

}   // namespace symphonic
#endif
