// SPDX-License-Identifier: MIT
// profile_entry: what a profile says of one name; and the table of them.
#ifndef SYMPHONIC_PROFILE_REPORT_HPP
#define SYMPHONIC_PROFILE_REPORT_HPP

#include <span>

#include <symphonic/profile/detail/text_buffer.hpp>

namespace symphonic {

/// Times are in seconds.
struct profile_entry {
    std::string_view name{};   ///< valid as long as the profile
    std::uint64_t calls = 0;   ///< scopes that have been closed
    double total = 0;          ///< in all of them; of those inside one another only the outermost counts
    double self = 0;           ///< the same, without the scopes of the profile inside
    double mean = 0;           ///< total / calls
    double p99 = 0;   ///< 99 % of the calls took no longer; of a histogram with 16 steps an octave: within 3.2 %
};

namespace detail {

/// Three digits and a unit: "1.23 ms", " 456 ns"; at least 7 characters.
inline void put_time(text_buffer& out, double seconds) {
    struct unit {
        double nanoseconds;
        std::string_view name;
    };
    constexpr unit units[] = {{1, " ns"}, {1e3, " us"}, {1e6, " ms"}, {1e9, "  s"}};
    std::size_t u = 0;
    auto const nanoseconds = seconds * 1e9;
    while (u < 3 && nanoseconds >= 999.5 * units[u].nanoseconds) ++u;
    auto const value = nanoseconds / units[u].nanoseconds;
    unsigned const decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    std::uint64_t const scale = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
    auto const scaled = static_cast<std::uint64_t>(__builtin_llround(value * static_cast<double>(scale)));
    if (decimals == 0 && scaled < 1000) out.put(' ');
    out.put_number(scaled / scale);
    if (decimals != 0) {
        out.put('.');
        out.put_number(scaled % scale, decimals);
    }
    out.put(units[u].name);
}

struct name_part {
    std::size_t bytes = 0, columns = 0;
};
/// The longest beginning of a name that fits so many columns.
[[nodiscard]] inline name_part fitting_part(std::string_view name, std::size_t most) noexcept {
    name_part part;
    while (part.bytes < name.size()) {
        auto const c = code_point::first_of(name.substr(part.bytes));
        auto const columns = c.is_printable() ? c.columns() : 1;
        if (part.columns + columns > most) break;
        part.bytes += c.bytes;
        part.columns += columns;
    }
    return part;
}

/// In `width` >= 3 columns: "..." for what is too long, "?" for each byte or character that would upset a terminal.
inline void put_name(text_buffer& out, std::string_view name, std::size_t width) {
    auto part = fitting_part(name, width);
    bool const cut = part.bytes < name.size();
    if (cut) part = fitting_part(name, width - 3);
    for (name = name.substr(0, part.bytes); !name.empty();) {
        auto const c = code_point::first_of(name);
        out.put(c.is_printable() ? name.substr(0, c.bytes) : "?");
        name.remove_prefix(c.bytes);
    }
    if (cut) out.put("...");
    out.put(' ', width - part.columns - (cut ? 3 : 0));
}

inline void put_right(text_buffer& out, const text_buffer& cell, std::size_t width) {
    out.put(' ', cell.size() < width ? width - cell.size() : 1);
    out.put(cell.view());
}

/// Entries in the order that they come in.
[[nodiscard]] inline text_buffer profile_table(std::span<const profile_entry> entries, std::uint64_t dropped_events) {
    constexpr std::size_t longest = 48, count_width = 12, time_width = 11;
    text_buffer out;
    if (entries.empty()) out.put("nothing was measured\n");
    std::size_t width = 4;
    for (auto const& e : entries) {
        auto const part = fitting_part(e.name, longest);
        auto const columns = part.bytes < e.name.size() ? longest : part.columns;
        if (columns > width) width = columns;
    }
    if (!entries.empty()) {
        put_name(out, "name", width);
        out.put("       calls      total       self       mean        p99\n");
    }
    for (auto const& e : entries) {
        put_name(out, e.name, width);
        text_buffer cell;
        cell.put_number(e.calls);
        put_right(out, cell, count_width);
        for (double const seconds : {e.total, e.self, e.mean, e.p99}) {
            cell.clear();
            put_time(cell, seconds);
            put_right(out, cell, time_width);
        }
        out.put('\n');
    }
    if (dropped_events != 0) {
        out.put("the trace had no room for ");
        out.put_number(dropped_events);
        out.put(" calls\n");
    }
    return out;
}

}   // namespace detail
}   // namespace symphonic
#endif
