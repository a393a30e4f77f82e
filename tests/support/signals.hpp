// SPDX-License-Identifier: MIT
// Signals to test with, and what a test asks of a stream.
#pragma once

#include <cstdint>
#include <cstring>
#include <random>
#include <ranges>
#include <span>
#include <string>
#include <vector>

#include <symphonic/core.hpp>

namespace testing {

/// Uniform between -1 and 1, the same on every machine.
template <class T = float> std::vector<T> noise(std::size_t n, unsigned seed = 7) {
    std::mt19937 engine{seed};
    std::vector<T> x(n);
    for (T& s : x) s = static_cast<T>(static_cast<double>(engine()) / 2147483648.0 - 1);
    return x;
}

/// All over the range of int16, up and down.
inline std::vector<std::int16_t> integers(std::size_t n) {
    std::vector<std::int16_t> x(n);
    for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<std::int16_t>(i * 40503);
    return x;
}

/// Appends the numbers of one element: a value, a block or a row. Fast at -O0.
template <class T, class E> void append(std::vector<T>& out, const E& e) {
    if constexpr (std::is_arithmetic_v<E>) {
        out.push_back(static_cast<T>(e));
    } else if constexpr (requires { e.samples(); }) {
        append(out, e.samples());
    } else {
        auto const* const x = std::ranges::data(e);
        auto const n = std::ranges::size(e), before = out.size();
        out.resize(before + n);
        T* const to = out.data() + before;
        for (std::size_t i = 0; i < n; ++i) to[i] = static_cast<T>(x[i]);
    }
}

/// All numbers of a stream, in their order.
template <class T = float> std::vector<T> flat(auto&& stream) {
    std::vector<T> out;
    for (auto&& e : stream) append(out, e);
    return out;
}

template <class T> bool same_bits(const std::vector<T>& a, const std::vector<T>& b) {
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

/// The message of the exception that f throws; empty if it throws none of that type.
template <class Error> std::string message(auto f) {
    try {
        static_cast<void>(f());
    } catch (const Error& e) {
        return e.what();
    }
    return {};
}

inline bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// True if the stage can be called with S. `S | Stage` is no test: it accepts any S, and a static_assert in it then fails.
template <class Stage, class S> concept accepts = std::invocable<const Stage&, S>;

}   // namespace testing
