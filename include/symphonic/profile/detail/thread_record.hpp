// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PROFILE_DETAIL_THREAD_RECORD_HPP
#define SYMPHONIC_PROFILE_DETAIL_THREAD_RECORD_HPP

#include <atomic>
#include <memory>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include <symphonic/profile/detail/duration_buckets.hpp>

namespace symphonic::detail {

/// Sums over the closed scopes of a name, in nanoseconds.
template <class Number> struct scope_sums {
    Number total{0};   // without scopes inside another scope of the same name
    Number self{0};    // without all scopes inside
    std::array<Number, duration_buckets::count> durations{};

    template <class Other> void assign(const scope_sums<Other>& other) noexcept {
        total = other.total;
        self = other.self;
        for (std::size_t i = 0; i < durations.size(); ++i) durations[i] = other.durations[i];
    }
    template <class Other> void add(const scope_sums<Other>& other) noexcept {
        total += other.total;
        self += other.self;
        for (std::size_t i = 0; i < durations.size(); ++i) durations[i] += other.durations[i];
    }
    template <class Other> void subtract(const scope_sums<Other>& other) noexcept {
        total -= other.total;
        self -= other.self;
        for (std::size_t i = 0; i < durations.size(); ++i) durations[i] -= other.durations[i];
    }
};

/// The sums of one name in one thread. Only that thread writes; any thread may read.
struct thread_sums : scope_sums<std::atomic<std::uint64_t>> {
    std::string_view name{};   // valid as long as the profile
    unsigned open = 0;         // scopes that are open; used by the thread only

    void close(std::uint64_t duration, std::uint64_t inside) noexcept {
        auto const increase = [](auto& sum, std::uint64_t n) {   // faster than an atomic addition
            sum.store(sum.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
        };
        if (--open == 0) increase(total, duration);
        increase(self, duration > inside ? duration - inside : 0);
        increase(durations[duration_buckets::index_of(duration)], 1);
    }
};

/// Sums by name. The profile owns the names. profile::cleared_ has this type too, although it needs less: a second type of hash
/// table would take 0.1 s more to compile.
using sums_by_name = std::unordered_map<std::string_view, thread_sums>;

struct open_scope {
    std::uint64_t start = 0, inside = 0;   // nanoseconds; inside: time of the scopes closed inside this one
    open_scope* outer = nullptr;
};

/// The scopes of one thread in one profile. Shared by the two, because either may end first.
struct thread_record {
    std::uint64_t profile = 0;         // number of the profile: no two have the same
    open_scope* innermost = nullptr;   // used by the thread only
    unsigned thread = 0;               // number in the trace
    /// Read by the thread, and by others under the profile's mutex. The thread locks the mutex to add a name.
    sums_by_name by_name;
    std::atomic<std::thread::id> owner{};
    /// How many lists of the thread hold the record: one of the program, one of each plug-in. 0 after the thread has ended: the next
    /// new thread takes the record over, so there are never more records than threads that ran at the same time.
    std::atomic<int> users{0};
};

/// The records that this thread used last. Without a destructor: access needs no guard.
struct record_cache {
    std::uint64_t profile = 0;
    thread_record* record = nullptr;
};
inline constinit thread_local std::array<record_cache, 4> last_records{};
inline constinit thread_local bool thread_is_ending = false;

/// The records of this thread, one for each profile that it uses. A program and its plug-ins have a list each.
struct thread_records {
    std::vector<std::shared_ptr<thread_record>> records{};

    ~thread_records() {
        thread_is_ending = true;
        last_records = {};
        for (auto const& record : records)
            if (record->innermost == nullptr) release(*record);
            else record->owner = std::thread::id{};   // a scope is never closed: no thread may use the record again
    }
    static void release(thread_record& record) noexcept {
        if (record.users == 1) record.owner = std::thread::id{};   // before the record is free: a new thread sets it
        record.users.fetch_sub(1, std::memory_order_release);
    }
};
[[nodiscard]] inline thread_records& records_of_this_thread() {
    thread_local thread_records of_this_thread;
    return of_this_thread;
}

}   // namespace symphonic::detail
#endif
