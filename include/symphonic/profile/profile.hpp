// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PROFILE_PROFILE_HPP
#define SYMPHONIC_PROFILE_PROFILE_HPP

#include <algorithm>
#include <chrono>
#include <list>
#include <mutex>
#include <string>
#include <vector>

#include <symphonic/core/errors.hpp>
#include <symphonic/profile/detail/thread_record.hpp>
#include <symphonic/profile/detail/trace.hpp>
#include <symphonic/profile/report.hpp>

namespace symphonic {

/// Options of profile.
struct profile_options {
    bool trace = false;   ///< also stores each call as an event, for write_trace()
    /// Maximum number of stored events, 1 to 2^40; later ones are counted as dropped. 40 bytes each.
    std::size_t max_events = std::size_t{1} << 20;
    /// Clock: nanoseconds that never decrease, in any thread. Null: std::chrono::steady_clock.
    std::uint64_t (*clock)() = nullptr;
};

/// Measures how often named scopes of a program run, and for how long:
///
///     sj::profile prof;
///     {
///         sj::profile::scope const s{prof, "decode"};   // until the end of the block
///         ...
///     }
///     prof.report(std::cout);
///
/// timed(prof, name, f) measures the calls of a function, views::timed(prof, name) a stage of a pipeline.
///
/// - Threads: scopes may open and close in any number of threads while other threads read or clear.
/// - Cost: a scope takes two calls of std::chrono::steady_clock::now() and 12 ns, together 47 ns on a Xeon of 2.8 GHz. That time
///   is part of the self time of the scope around it.
/// - First use of a name in a thread: locks a mutex and allocates up to 16 KiB. If that fails, the scope is not measured.
/// - Later uses: no lock, allocation, system call or exception.
/// - Option `trace`: each scope also locks a mutex: 30 ns more.
///
/// Not movable. Destroy it when no scope is open; threads that used it may run on.
class profile {
public:
    class label;
    class scope;

    // What uses the containers is a template: compiled only where it is called. GCC does not inline such functions of itself.

    /// Throws argument_error if max_events is 0 or greater than 2^40, std::bad_alloc if there is no memory for the events.
    template <class = void>
    explicit profile(const profile_options& options = {})
        : options_(options), trace_(options.trace ? checked(options.max_events) : 0) {}
    profile(const profile&) = delete;
    profile& operator=(const profile&) = delete;
    ~profile() = default;

    /// Returns a label for a name. Equal names are one entry.
    template <class = void> [[nodiscard]] label named(std::string_view name);

    /// Returns the scopes closed since construction or clear(), sorted by self time, the greatest first. If another thread
    /// closes a scope during the call, calls, total and self may be inconsistent by that scope.
    template <class = void> [[nodiscard]] std::vector<profile_entry> entries() const;

    /// Writes entries() as a table to `out`, a std::ostream or any object with write(char const*, count). Names are cut to 48
    /// columns.
    template <class Out> void report(Out& out) const {
        auto const table = detail::report_table(entries(), dropped_events());
        out.write(table.data(), static_cast<std::ptrdiff_t>(table.size()));
    }
    /// Writes the stored events as JSON, in microseconds since construction, for ui.perfetto.dev or chrome://tracing. Threads are
    /// numbered in order of their first scope. No events without the option `trace`.
    template <class Out> void write_trace(Out& out) const { trace_.write(out, start_); }
    /// Returns the number of calls that are not in the trace because it was full. Also in the JSON as "dropped_events".
    [[nodiscard]] std::uint64_t dropped_events() const noexcept { return trace_.dropped(); }

    /// Removes all measurements of all threads. A scope that is open counts in full when it closes.
    template <class = void> void clear() {
        std::lock_guard const lock{mutex_};
        for (auto& [name, cleared] : cleared_) cleared.assign(sums_of_all_threads(name));
        trace_.clear();
    }

private:
    [[nodiscard]] static std::size_t checked(std::size_t max_events) {
        constexpr auto limit = std::uint64_t{1} << 40;
        if (max_events >= 1 && max_events <= limit) return max_events;
        throw argument_error("profile: max_events is ", max_events, ", expected 1 to ", limit);
    }
    [[nodiscard]] std::uint64_t now() const noexcept {
        if (options_.clock != nullptr) return options_.clock();
        std::chrono::nanoseconds const time = std::chrono::steady_clock::now().time_since_epoch();
        return static_cast<std::uint64_t>(time.count());
    }
    [[nodiscard]] detail::record_cache& last_record() const noexcept {
        constexpr unsigned long long count = detail::last_records.size();
        return detail::last_records[static_cast<std::size_t>(number_ % count)];
    }
    // Each returns null if there is no memory.
    template <class = void> [[nodiscard, gnu::always_inline]] detail::thread_record* record_of_this_thread() noexcept {
        auto const& last = last_record();
        return last.profile == number_ ? last.record : find_record();
    }
    template <class = void> [[nodiscard]] detail::thread_record* find_record() noexcept;
    template <class = void>
    [[nodiscard, gnu::always_inline]] detail::thread_sums* sums_of(detail::thread_record& record,
                                                                   std::string_view name) noexcept {
        auto const found = record.by_name.find(name);
        return found != record.by_name.end() ? &found->second : add_sums(record, name);
    }
    template <class = void>
    [[nodiscard]] detail::thread_sums* add_sums(detail::thread_record& record, std::string_view name) noexcept;

    template <class = void> [[nodiscard]] std::shared_ptr<detail::thread_record> make_record();
    template <class = void>
    [[nodiscard]] detail::scope_sums<std::uint64_t>
    sums_of_all_threads(std::string_view name) const;   // requires mutex_

    /// Returns another number for each profile. The time makes it different in a program and its plug-ins, which count separately.
    [[nodiscard]] static std::uint64_t next_number() noexcept {
        static constinit std::atomic<std::uint64_t> count{0};
        auto const time = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
        return time << 8 | (++count & 0xFF);
    }

    profile_options const options_;
    std::uint64_t const number_ = next_number(), start_ = now();
    detail::trace trace_;

    mutable std::mutex mutex_;   // protects the next members
    std::list<std::string> names_;
    std::vector<std::shared_ptr<detail::thread_record>> records_;
    unsigned threads_ = 0;
    detail::sums_by_name cleared_;   // of each name, its sums at the last clear(): threads never reset theirs
};

/// A name in a profile: a small value that may be copied. Valid as long as the profile.
class profile::label {
    friend profile;
    label(profile& owner, std::string_view name) noexcept : profile_(&owner), name_(name) {}

    profile* profile_;
    std::string_view name_;
};

/// Measures from construction to destruction, both in the same thread. Scopes of a thread end in reverse order, as variables do.
class [[nodiscard]] profile::scope : detail::open_scope {
public:
    /// Opens a scope of a label.
    template <class = void> [[gnu::always_inline]] explicit scope(profile::label name) noexcept
        : scope(*name.profile_, name.name_) {}
    /// Opens a scope of a name.
    template <class = void>
    [[gnu::always_inline]] scope(profile& owner, std::string_view name) noexcept
        : profile_(owner), record_(owner.record_of_this_thread()) {
        if (record_ != nullptr) sums_ = owner.sums_of(*record_, name);
        if (sums_ == nullptr) return;
        ++sums_->open;
        outer = record_->innermost;
        record_->innermost = this;
        start = owner.now();
    }
    scope(const scope&) = delete;
    scope& operator=(const scope&) = delete;
    /// Closes the scope.
    ~scope() {
        if (sums_ == nullptr) return;
        auto const end = profile_.now();
        auto const duration = end > start ? end - start : 0;
        if (record_->innermost == this) record_->innermost = outer;
        else unlink();
        if (outer != nullptr) outer->inside += duration;
        sums_->close(duration, inside);
        if (profile_.options_.trace) profile_.trace_.add({start, duration, sums_->name, record_->thread});
    }

private:
    /// Removes this scope from the list although scopes that began later are open.
    [[gnu::noinline]] void unlink() noexcept {
        for (auto* s = record_->innermost; s != nullptr; s = s->outer)
            if (s->outer == this) s->outer = outer;
    }

    profile& profile_;
    detail::thread_record* record_;
    detail::thread_sums* sums_ = nullptr;   // null if there was no memory
};

template <class> profile::label profile::named(std::string_view name) {
    std::lock_guard const lock{mutex_};
    auto known = cleared_.find(name);
    if (known == cleared_.end()) known = cleared_.try_emplace(names_.emplace_back(name)).first;
    return {*this, known->first};
}

template <class> [[gnu::noinline]] detail::thread_record* profile::find_record() noexcept try {
    detail::thread_record* record = nullptr;
    if (detail::thread_is_ending) {   // in the destructor of a thread_local object: only the profile owns the record
        record = make_record().get();
    } else {
        auto& records = detail::records_of_this_thread().records;
        auto found = records.begin();
        while (found != records.end() && (*found)->profile != number_) ++found;
        if (found == records.end()) {
            std::erase_if(records, [](auto const& r) { return r.use_count() == 1; });   // of destroyed profiles
            found = records.insert(records.end(), make_record());
        }
        record = found->get();
    }
    last_record() = {number_, record};
    return record;
} catch (...) {
    return nullptr;
}

template <class> std::shared_ptr<detail::thread_record> profile::make_record() {
    std::lock_guard const lock{mutex_};
    auto const self = std::this_thread::get_id();
    // A program and its plug-ins look for the record separately, but scopes of one nest in scopes of the other.
    for (auto const& record : records_)
        if (record->owner == self) {
            ++record->users;
            return record;
        }
    auto found = records_.begin();
    while (found != records_.end() && (*found)->users != 0) ++found;
    if (found == records_.end()) found = records_.insert(found, std::make_shared<detail::thread_record>());
    (*found)->profile = number_;
    (*found)->thread = ++threads_;
    (*found)->owner = self;
    (*found)->users = 1;
    return *found;
}

template <class> [[gnu::noinline]] detail::thread_sums* profile::add_sums(detail::thread_record& record,
                                                                          std::string_view name) noexcept try {
    auto const lasting = named(name).name_;
    std::lock_guard const lock{mutex_};
    auto& sums = record.by_name[lasting];
    sums.name = lasting;
    return &sums;
} catch (...) {
    return nullptr;
}

template <class> detail::scope_sums<std::uint64_t> profile::sums_of_all_threads(std::string_view name) const {
    detail::scope_sums<std::uint64_t> all;
    for (auto const& record : records_)
        if (auto const found = record->by_name.find(name); found != record->by_name.end()) all.add(found->second);
    return all;
}

template <class> std::vector<profile_entry> profile::entries() const {
    std::lock_guard const lock{mutex_};
    std::vector<profile_entry> entries;
    for (auto const& [name, cleared] : cleared_) {
        auto sums = sums_of_all_threads(name);
        sums.subtract(cleared);
        auto const calls = detail::duration_buckets::sum(sums.durations);
        if (calls == 0) continue;
        auto const total = static_cast<double>(sums.total) * 1e-9;
        auto const p99 = detail::duration_buckets::quantile(sums.durations, 0.99) * 1e-9;
        entries.push_back({.name = name,
                           .calls = calls,
                           .total = total,
                           .self = static_cast<double>(sums.self) * 1e-9,
                           .mean = total / static_cast<double>(calls),
                           .p99 = std::min(p99, total)});   // the middle of a bucket may exceed the longest call
    }
    std::sort(entries.begin(), entries.end(), [](const profile_entry& a, const profile_entry& b) {
        return a.self != b.self ? a.self > b.self : a.name < b.name;
    });
    return entries;
}

}   // namespace symphonic
#endif
