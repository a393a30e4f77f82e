// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PROFILE_DETAIL_TRACE_HPP
#define SYMPHONIC_PROFILE_DETAIL_TRACE_HPP

#include <cstdint>
#include <cstdio>
#include <mutex>
#include <string>
#include <vector>

#include <unistd.h>

#include <symphonic/profile/detail/code_point.hpp>

namespace symphonic::detail {

/// A closed scope. Times in nanoseconds.
struct trace_event {
    std::uint64_t start, duration;
    std::string_view name;
    unsigned thread;
};

/// Returns a JSON string. Bytes that are not valid UTF-8 become U+FFFD.
[[nodiscard]] inline std::string json_string(std::string_view text) {
    std::string out = "\"";
    while (!text.empty()) {
        auto const c = code_point::first_of(text);
        char escape[8];
        if (c.value == U'"' || c.value == U'\\') out += '\\';
        if (c.value == code_point::invalid) {
            out += "\\ufffd";
        } else if (c.value < 0x20) {
            std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c.value));
            out += escape;
        } else {
            out += text.substr(0, c.bytes);
        }
        text.remove_prefix(c.bytes);
    }
    return out + '"';
}

/// Stores events up to a limit and writes them in the Trace Event Format of Perfetto, chrome://tracing and Speedscope. Any thread
/// may call any member.
class trace {
public:
    /// Reserves memory for all events, which the system provides when it is first written.
    explicit trace(std::size_t max_events) : max_events_(max_events) { events_.reserve(max_events); }

    void add(const trace_event& event) noexcept {
        std::lock_guard const lock{mutex_};
        if (events_.size() < max_events_) events_.push_back(event);
        else ++dropped_;
    }
    /// Returns the number of events that did not fit.
    [[nodiscard]] std::uint64_t dropped() const noexcept {
        std::lock_guard const lock{mutex_};
        return dropped_;
    }
    void clear() noexcept {
        std::lock_guard const lock{mutex_};
        events_.clear();
        dropped_ = 0;
    }
    /// Writes times in microseconds since `origin`, with integers, because a decimal point depends on the locale.
    template <class Out> void write(Out& out, std::uint64_t origin) const {
        std::unique_lock lock{mutex_};
        auto const events = events_;   // a copy: scopes may close while `out` writes
        auto text = "{\"displayTimeUnit\":\"ns\",\"otherData\":{\"dropped_events\":" + std::to_string(dropped_) +
                    "},\"traceEvents\":[";
        lock.unlock();
        auto const process = std::to_string(::getpid());
        char const* separator = "\n";
        for (auto const& event : events) {
            auto const micros = [](std::uint64_t ns) {
                char fraction[8];
                std::snprintf(fraction, sizeof fraction, ".%03u", static_cast<unsigned>(ns % 1000));
                return std::to_string(ns / 1000) + fraction;
            };
            text += separator;
            text += "{\"name\":" + json_string(event.name) +
                    ",\"ph\":\"X\",\"ts\":" + micros(event.start > origin ? event.start - origin : 0) +
                    ",\"dur\":" + micros(event.duration) + ",\"pid\":" + process +
                    ",\"tid\":" + std::to_string(event.thread) + "}";
            separator = ",\n";
            if (text.size() > 60000) {
                out.write(text.data(), static_cast<std::ptrdiff_t>(text.size()));
                text.clear();
            }
        }
        text += "\n]}\n";
        out.write(text.data(), static_cast<std::ptrdiff_t>(text.size()));
    }

private:
    std::size_t max_events_;
    mutable std::mutex mutex_;
    std::vector<trace_event> events_;
    std::uint64_t dropped_ = 0;
};

}   // namespace symphonic::detail
#endif
