// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PROFILE_MEMORY_USAGE_HPP
#define SYMPHONIC_PROFILE_MEMORY_USAGE_HPP

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string_view>
#include <type_traits>
#include <utility>

#include <sys/resource.h>

#include <symphonic/profile/detail/allocation_counts.hpp>

namespace symphonic {

/// Memory that a function took, in the whole process: allocations of other threads during the call are included.
struct memory_usage {
    std::ptrdiff_t current = 0;    ///< bytes in use after the call minus bytes before; negative if it freed more
    std::size_t peak = 0;          ///< greatest number of bytes in use during the call beyond those before
    std::size_t allocations = 0;   ///< calls of operator new; 0 unless exact
    /// True if exactly one source file of the program includes <symphonic/profile/count_allocations.hpp>: the bytes are those
    /// requested from operator new, without those that C libraries request from malloc. Otherwise the bytes are physical memory of
    /// the process: only large allocations show, and freed memory may still be counted.
    bool exact = false;
    /// True if not exact and the system's peak could not be reset: `peak` is an upper bound then.
    bool peak_is_bound = false;
};

namespace detail {

/// Returns a value of /proc/self/status in bytes: "VmRSS:", the resident memory, or "VmHWM:", its peak. On systems without that
/// file, the peak since the start of the process.
[[nodiscard]] inline std::ptrdiff_t resident_memory(std::string_view key) noexcept {
    std::ptrdiff_t bytes = -1;
    if (auto* const file = std::fopen("/proc/self/status", "re")) {
        for (char line[256]; bytes < 0 && std::fgets(line, sizeof line, file) != nullptr;)
            if (std::string_view{line}.starts_with(key)) bytes = std::strtol(line + key.size(), nullptr, 10) * 1024;
        std::fclose(file);
    }
    if (bytes >= 0) return bytes;
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return usage.ru_maxrss;
#else
    return usage.ru_maxrss * 1024;
#endif
}
/// Resets VmHWM, for all its readers. Returns false if the system does not allow it.
[[nodiscard]] inline bool reset_peak_resident_memory() noexcept {
    auto* const file = std::fopen("/proc/self/clear_refs", "we");
    if (file == nullptr) return false;
    bool const written = std::fputs("5", file) >= 0;
    return std::fclose(file) == 0 && written;   // fclose writes
}

/// A measurement. Several may run at a time, nested or in different threads; there is one peak counter for all of them.
class memory_meter {
public:
    memory_meter() : exact_(allocations_are_counted()) {
        std::lock_guard const lock{mutex_};
        update_all();
        next_ = std::exchange(first_, this);
        peak_ = before_ = bytes_now();
        allocations_before_ = allocation_counters.allocations.load();
    }
    memory_meter(const memory_meter&) = delete;
    memory_meter& operator=(const memory_meter&) = delete;
    ~memory_meter() {
        std::lock_guard const lock{mutex_};
        update_all();
        auto** link = &first_;
        while (*link != this) link = &(*link)->next_;
        *link = next_;
    }

    [[nodiscard]] memory_usage read() noexcept {
        std::lock_guard const lock{mutex_};
        auto const allocations = allocation_counters.allocations.load() - allocations_before_;
        auto const now = bytes_now();
        update_all();
        return {.current = now - before_,
                .peak = static_cast<std::size_t>(peak_ - before_),
                .allocations = exact_ ? allocations : 0,
                .exact = exact_,
                .peak_is_bound = peak_is_bound_};
    }

private:
    [[nodiscard]] std::ptrdiff_t bytes_now() const noexcept {
        return exact_ ? allocation_counters.bytes.load() : resident_memory("VmRSS:");
    }
    /// Adds the peak counter to all measurements and resets it.
    void update_all() const noexcept {
        auto const peak = exact_ ? allocation_counters.peak.load() : resident_memory("VmHWM:");
        bool reset = true;
        if (exact_) allocation_counters.reset_peak();
        else reset = reset_peak_resident_memory();
        for (auto* meter = first_; meter != nullptr; meter = meter->next_) {
            meter->peak_ = std::max(meter->peak_, peak);
            meter->peak_is_bound_ |= !reset;
        }
    }

    static inline constinit std::mutex mutex_{};
    static inline constinit memory_meter* first_ = nullptr;

    bool exact_, peak_is_bound_ = false;
    memory_meter* next_ = nullptr;
    std::ptrdiff_t before_ = 0, peak_ = 0;
    std::size_t allocations_before_ = 0;
};

}   // namespace detail

/// Calls f once, discards its result, and returns the memory that it took. To count a result as `current`, f assigns it to a
/// variable outside. Passes on exceptions of f. Measurements may be nested and run in several threads.
///
/// - Cost: at most 1 us where allocations are counted, else some 100 us, and VmHWM of the process may be reset.
/// - Allocation: none with operator new.
template <class F>
    requires std::is_invocable_v<F>
memory_usage measure_memory(F&& f) {
    detail::memory_meter meter;
    static_cast<void>(std::forward<F>(f)());
    return meter.read();
}

}   // namespace symphonic
#endif
