// SPDX-License-Identifier: MIT
// profile: how often, and for how long, in which scopes. Where the time of a program goes, in its own words.
//
//     sj::profile prof;
//     {
//         sj::profile::scope const s{prof, "decode"};   // until the end of the block
//         ...
//     }
//     prof.report(std::cout);   // a table, hottest first
//
// timed(prof, name, f) measures the calls of a function, views::timed(prof, name) what a pipeline's stages take.
#ifndef SYMPHONIC_PROFILE_PROFILE_HPP
#define SYMPHONIC_PROFILE_PROFILE_HPP

#include <unistd.h>

#include <symphonic/core/errors.hpp>
#include <symphonic/profile/detail/small_mutex.hpp>
#include <symphonic/profile/detail/thread_record.hpp>
#include <symphonic/profile/detail/tick_clock.hpp>
#include <symphonic/profile/detail/trace_buffer.hpp>
#include <symphonic/profile/detail/trace_json.hpp>
#include <symphonic/profile/report.hpp>

namespace symphonic {

struct profile_options {
    bool trace = false;   ///< also keeps each call by itself, for write_trace
    /// So many of them; further ones are counted only. 32 bytes each, that are taken as they are needed.
    std::size_t max_events = std::size_t{1} << 20;
    /// Nanoseconds, which never go back, in any thread; null: real time.
    std::uint64_t (*clock)() = nullptr;
};

/// Collects times by name. Scopes may open and close in any number of threads while others read or clear.
/// A scope costs 30 to 60 ns, opened and closed. It never throws, locks, calls the system or allocates, but where a thread
/// meets the profile or a name for the first time (8 KiB for each name and thread; if there is no memory, nothing is
/// measured there). What a scope costs is part of the self time of the one around it.
/// Time is real time, of x86-64's time stamp counter where that is steady, else of the steady clock.
/// Not to be moved, and to be destroyed only when no scope of it is open. Threads may outlive it.
class profile {
public:
    class label;
    class scope;

    /// Throws argument_error for a trace of no events, or of more than any memory holds.
    explicit profile(const profile_options& options = {})
        : clock_(options.clock), trace_(options.trace ? checked(options.max_events) : 0) {}
    profile(const profile&) = delete;
    profile& operator=(const profile&) = delete;
    ~profile() {
        for (auto* record : records_) record->drop();
        for (auto const name : names_) delete[] name.data();
    }

    /// A name, looked up once: scopes that are given a label need not look for it. The same name is the same entry.
    [[nodiscard]] label named(std::string_view name);

    /// What was called since the profile was made or cleared, the greatest self time first. Of scopes that close just now, in
    /// other threads, some numbers may be in and others not yet. Waits until the profile is 10 ms old, to know its clock.
    [[nodiscard]] std::vector<profile_entry> entries() const;

    /// The entries as a table, to anything with write(char const*, count), such as a std::ostream. Names are cut at 48 columns.
    template <class Out> void report(Out& out) const {
        detail::profile_table(entries(), dropped_events()).write_to(out);
    }

    /// The calls one by one as JSON of complete events, in microseconds since the profile was made; threads are numbered as
    /// they came. To be looked at in chrome://tracing or ui.perfetto.dev. Without `.trace` there are none.
    template <class Out> void write_trace(Out& out) const;
    /// Calls that write_trace does not show because there were max_events already; its "otherData" says it, too.
    [[nodiscard]] std::uint64_t dropped_events() const noexcept {
        detail::holding const lock{reading_trace_};
        return trace_.dropped();
    }

    /// Forgets what was measured, in all threads. A scope that is open counts when it closes, in full.
    void clear();

private:
    struct sums {
        std::uint64_t calls = 0, total = 0, self = 0, durations[detail::duration_buckets::count] = {};
    };

    [[nodiscard]] static std::size_t checked(std::size_t max_events) {
        constexpr auto most = ~std::size_t{0} >> 16;
        if (max_events >= 1 && max_events <= most) return max_events;
        throw argument_error("profile: max_events is ", max_events, ", expected 1 to ", most);
    }
    [[nodiscard]] detail::thread_record* record_of_this_thread() noexcept {
        auto const& last = detail::last_record;
        return last.profile == number_ ? last.record : find_record();
    }
    [[nodiscard]] detail::thread_record* find_record() noexcept;
    [[nodiscard]] detail::thread_record* new_record();
    [[nodiscard]] unsigned index_of(std::string_view name, detail::thread_record& record) noexcept;
    [[nodiscard]] std::vector<sums> all_sums() const;   // under the lock
    [[nodiscard]] std::uint64_t nanoseconds_since_start(std::uint64_t ticks,
                                                        double nanoseconds_per_tick) const noexcept {
        auto const since = ticks > clock_.start() ? ticks - clock_.start() : 0;
        return static_cast<std::uint64_t>(__builtin_llround(static_cast<double>(since) * nanoseconds_per_tick));
    }

    static inline constinit detail::shared_number<std::uint64_t> made{};

    std::uint64_t number_ = made.fetch_add(1) + 1;
    detail::tick_clock clock_;
    detail::trace_buffer trace_;
    mutable detail::small_mutex mutex_, reading_trace_;
    std::vector<std::string_view> names_;   // by index; each in memory of its own
    std::vector<detail::thread_record*> records_;
    unsigned threads_ = 0;
    std::vector<sums> cleared_;   // what the sums were then; only threads write their numbers
};

/// A name in a profile: two words, to be copied.
class profile::label {
    friend profile;
    label(profile& in, unsigned index) noexcept : profile_(&in), index_(index) {}

    profile* profile_;
    unsigned index_;
};

/// Measures from its beginning to its end. It must end in the thread where it began; those of one thread end in reverse order,
/// as variables do.
class [[nodiscard]] profile::scope : detail::open_scope {
public:
    explicit scope(profile::label name) noexcept {
        open(*name.profile_, name.profile_->record_of_this_thread(), name.index_);
    }
    /// Looks for the name each time, in a table of the thread's: a few nanoseconds more.
    scope(profile& into, std::string_view name) noexcept {
        auto* const record = into.record_of_this_thread();
        open(into, record, record != nullptr ? into.index_of(name, *record) : 0);
    }
    scope(const scope&) = delete;
    scope& operator=(const scope&) = delete;
    ~scope() {
        if (numbers_ != nullptr) close();
    }

private:
    void open(profile& into, detail::thread_record* record, unsigned index) noexcept {
        numbers_ = record != nullptr ? record->numbers_of(index) : nullptr;
        if (numbers_ == nullptr) return;
        profile_ = &into;
        record_ = record;
        ++numbers_->open;
        outer = record->innermost;
        record->innermost = this;
        start = into.clock_.now();
    }
    void close() noexcept {
        auto const now = profile_->clock_.now();
        auto const took = now > start ? now - start : 0;   // counters of two processors may differ by some ticks
        if (record_->innermost == this) record_->innermost = outer;
        else unlink();
        if (outer != nullptr) outer->inside += took;
        if (--numbers_->open == 0) numbers_->total.add(took);
        numbers_->self.add(took > inside ? took - inside : 0);
        numbers_->durations[detail::duration_buckets::of(took)].add(1);
        numbers_->calls.add(1);
        if (profile_->trace_.records()) profile_->trace_.add({start, took, numbers_->index, record_->thread});
    }
    /// It ends before one that began later: nothing may point to it.
    [[gnu::noinline]] void unlink() noexcept {
        for (auto* s = record_->innermost; s != nullptr; s = s->outer)
            if (s->outer == this) s->outer = outer;
    }

    profile* profile_;
    detail::thread_record* record_;
    detail::thread_numbers* numbers_;   // null: there was no memory
};

// ---- where a thread meets a profile or a name for the first time -----------------------------------------------------

inline profile::label profile::named(std::string_view name) {
    detail::holding const lock{mutex_};
    unsigned index = 0;
    for (auto const known : names_) {
        if (known == name) return {*this, index};
        ++index;
    }
    names_.reserve(names_.size() + 1);
    auto* const kept = new char[name.size()];
    name.copy(kept, name.size());
    names_.emplace_back(kept, name.size());
    return {*this, index};
}

inline unsigned profile::index_of(std::string_view name, detail::thread_record& record) noexcept try {
    auto index = record.find(name);
    if (index != record.not_known) return index;
    index = named(name).index_;
    std::string_view kept;
    {
        detail::holding const lock{mutex_};
        kept = names_[index];
    }
    record.remember(kept, index);
    return index;
} catch (...) {
    return detail::thread_record::not_known;
}

[[gnu::noinline]] inline detail::thread_record* profile::find_record() noexcept try {
    detail::thread_record* record = nullptr;
    if (detail::records_are_gone) {
        record = new_record();   // nobody will tell when this thread has ended: it is the profile's alone
    } else {
        auto& mine = detail::thread_records::of_this_thread();
        record = mine.find(number_);
        if (record == nullptr) {
            mine.reserve();
            record = new_record();
            record->share();
            mine.add({number_, record});
        }
    }
    detail::last_record = {number_, record};
    return record;
} catch (...) {
    return nullptr;
}

inline detail::thread_record* profile::new_record() {
    detail::holding const lock{mutex_};
    for (auto* record : records_)
        if (record->as_stream(threads_ + 1)) return ++threads_, record;
    records_.reserve(records_.size() + 1);
    records_.push_back(new detail::thread_record{threads_ + 1});
    return ++threads_, records_.back();
}

// ---- what is read ------------------------------------------------------------------------------------------------------

inline std::vector<profile::sums> profile::all_sums() const {
    std::vector<sums> all(names_.size());
    for (auto const* record : records_)
        for (auto const* numbers = record->first(); numbers != nullptr; numbers = numbers->next) {
            auto& sum = all[numbers->index];
            sum.calls += numbers->calls.load();
            sum.total += numbers->total.load();
            sum.self += numbers->self.load();
            for (std::size_t i = 0; i < detail::duration_buckets::count; ++i)
                sum.durations[i] += numbers->durations[i].load();
        }
    return all;
}

inline std::vector<profile_entry> profile::entries() const {
    auto const tick = clock_.seconds_per_tick();
    detail::holding const lock{mutex_};
    auto all = all_sums();
    std::vector<profile_entry> entries;
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto& sum = all[i];
        if (i < cleared_.size()) {
            sum.calls -= cleared_[i].calls;
            sum.total -= cleared_[i].total;
            sum.self -= cleared_[i].self;
            for (std::size_t k = 0; k < detail::duration_buckets::count; ++k)
                sum.durations[k] -= cleared_[i].durations[k];
        }
        if (sum.calls == 0) continue;
        profile_entry entry{.name = names_[i], .calls = sum.calls};
        entry.total = static_cast<double>(sum.total) * tick;
        entry.self = static_cast<double>(sum.self) * tick;
        entry.mean = entry.total / static_cast<double>(sum.calls);
        auto const p99 = detail::duration_buckets::quantile(sum.durations, 0.99) * tick;
        entry.p99 = p99 < entry.total ? p99 : entry.total;   // no call took longer than all
        entries.push_back(entry);
        for (auto k = entries.size() - 1; k != 0 && entries[k - 1].self < entries[k].self; --k)
            std::swap(entries[k - 1], entries[k]);
    }
    return entries;
}

template <class Out> void profile::write_trace(Out& out) const {
    auto const nanoseconds_per_tick = clock_.seconds_per_tick() * 1e9;
    std::vector<std::string_view> names;
    {
        detail::holding const lock{mutex_};
        names = names_;
    }
    detail::holding const lock{reading_trace_};
    auto const process = static_cast<std::uint64_t>(::getpid());
    detail::text_buffer text;
    text.put("{\"displayTimeUnit\":\"ns\",\"otherData\":{\"dropped_events\":");
    text.put_number(trace_.dropped());
    text.put("},\"traceEvents\":[");
    bool first = true;
    trace_.each([&](const detail::trace_event& event) {
        if (event.name >= names.size()) return;   // from another thread, just now
        text.put(std::exchange(first, false) ? "\n" : ",\n");
        detail::put_json_event(text, names[event.name], nanoseconds_since_start(event.start, nanoseconds_per_tick),
                               nanoseconds_since_start(event.start + event.took, nanoseconds_per_tick), process,
                               event.thread);
        if (text.size() > 60000) text.write_to(out);
    });
    text.put("\n]}\n");
    text.write_to(out);
}

inline void profile::clear() {
    detail::holding const reading{reading_trace_}, lock{mutex_};
    cleared_ = all_sums();
    trace_.clear();
}

}   // namespace symphonic
#endif
