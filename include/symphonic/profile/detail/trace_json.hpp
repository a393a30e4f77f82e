// SPDX-License-Identifier: MIT
// The JSON of a trace, as chrome://tracing, Perfetto and Speedscope read it.
#ifndef SYMPHONIC_PROFILE_DETAIL_TRACE_JSON_HPP
#define SYMPHONIC_PROFILE_DETAIL_TRACE_JSON_HPP

#include <symphonic/profile/detail/text_buffer.hpp>

namespace symphonic::detail {

/// A JSON string; U+FFFD for bytes that are not UTF-8.
inline void put_json_string(text_buffer& out, std::string_view s) {
    constexpr char hex[] = "0123456789abcdef";
    out.put('"');
    while (!s.empty()) {
        auto const c = code_point::first_of(s);
        if (c.value == code_point::not_utf8) {
            out.put("\\ufffd");
        } else if (c.value < 0x20) {
            out.put("\\u00");
            out.put(hex[c.value >> 4]);
            out.put(hex[c.value & 15]);
        } else {
            if (c.value == U'"' || c.value == U'\\') out.put('\\');
            out.put(s.substr(0, c.bytes));
        }
        s.remove_prefix(c.bytes);
    }
    out.put('"');
}

inline void put_microseconds(text_buffer& out, std::uint64_t nanoseconds) {
    out.put_number(nanoseconds / 1000);
    out.put('.');
    out.put_number(nanoseconds % 1000, 3);
}

/// A complete event, from `begin` to `end`, in nanoseconds.
inline void put_json_event(text_buffer& out, std::string_view name, std::uint64_t begin, std::uint64_t end,
                           std::uint64_t process, std::uint64_t thread) {
    out.put("{\"name\":");
    put_json_string(out, name);
    out.put(",\"ph\":\"X\",\"ts\":");
    put_microseconds(out, begin);
    out.put(",\"dur\":");
    put_microseconds(out, end - begin);
    out.put(",\"pid\":");
    out.put_number(process);
    out.put(",\"tid\":");
    out.put_number(thread);
    out.put('}');
}

}   // namespace symphonic::detail
#endif
