// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PROFILE_REPORT_HPP
#define SYMPHONIC_PROFILE_REPORT_HPP

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <symphonic/profile/detail/code_point.hpp>

namespace symphonic {

/// The scopes of one name in a profile: a line of its report. Times are in seconds.
struct profile_entry {
    std::string_view name{};   ///< valid as long as the profile
    std::uint64_t calls = 0;   ///< closed scopes
    double total = 0;          ///< time in all of them; a scope inside another one of the same name is not added
    double self = 0;           ///< total without the time of scopes inside
    double mean = 0;           ///< total / calls
    double p99 = 0;   ///< 99 % of the calls took no longer; within 3.2 %, from a histogram with 16 buckets per octave
};

namespace detail {

[[nodiscard]] inline std::string align_right(const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, text.size()), ' ') + text;
}

/// Formats a time with three digits and a unit: "1.23 ms", " 456 ns". The same in every locale.
[[nodiscard]] inline std::string format_time(double seconds) {
    auto value = seconds * 1e9;
    char const* unit = " ns";
    for (char const* next : {" us", " ms", "  s"}) {
        if (value < 999.5) break;
        value /= 1000;
        unit = next;
    }
    auto const scale = value < 9.995 ? 100U : value < 99.95 ? 10U : 1U;
    auto const number = static_cast<std::uint64_t>(__builtin_llround(value * scale));
    auto text = std::to_string(number / scale);
    if (scale > 1) text += '.' + std::to_string(scale + number % scale).substr(1);   // with leading zeros
    return align_right(text, 4) + unit;
}

/// Formats a name in `width` columns: "?" for characters that are not printable, "..." for the end of a name that does not fit.
[[nodiscard]] inline std::string format_name(std::string_view name, std::size_t width) {
    std::string text;
    std::size_t columns = 0, cut_size = 0, cut_columns = 0;   // cut: the longest beginning that leaves room for "..."
    while (!name.empty()) {
        auto const c = code_point::first_of(name);
        auto const more = c.is_printable() ? c.columns() : 1;
        if (columns + more > width) {
            text.replace(cut_size, text.npos, "...");
            columns = cut_columns + 3;
            break;
        }
        text += c.is_printable() ? name.substr(0, c.bytes) : "?";
        columns += more;
        if (columns + 3 <= width) {
            cut_size = text.size();
            cut_columns = columns;
        }
        name.remove_prefix(c.bytes);
    }
    return text.append(width - columns, ' ');
}

[[nodiscard]] inline std::size_t columns_of(std::string_view name) noexcept {
    std::size_t columns = 0;
    for (; !name.empty(); name.remove_prefix(code_point::first_of(name).bytes)) {
        auto const c = code_point::first_of(name);
        columns += c.is_printable() ? c.columns() : 1;
    }
    return columns;
}

/// Formats the entries, in their order, and the number of events that the trace dropped.
template <class = void>
[[nodiscard]] std::string report_table(const std::vector<profile_entry>& entries, std::uint64_t dropped_events) {
    std::size_t width = 4;
    for (auto const& e : entries) width = std::clamp<std::size_t>(columns_of(e.name), width, 48);
    auto table = entries.empty()
                     ? "nothing was measured\n"
                     : format_name("name", width) + "       calls      total       self       mean        p99\n";
    for (auto const& e : entries) {
        table += format_name(e.name, width) + ' ' + align_right(std::to_string(e.calls), 11);
        for (double const seconds : {e.total, e.self, e.mean, e.p99})
            table += ' ' + align_right(format_time(seconds), 10);
        table += '\n';
    }
    if (dropped_events != 0) table += "the trace had no room for " + std::to_string(dropped_events) + " calls\n";
    return table;
}

}   // namespace detail
}   // namespace symphonic
#endif
