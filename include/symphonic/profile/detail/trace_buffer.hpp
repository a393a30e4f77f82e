// SPDX-License-Identifier: MIT
// trace_buffer: the scopes that were, one by one, up to a bound.
#ifndef SYMPHONIC_PROFILE_DETAIL_TRACE_BUFFER_HPP
#define SYMPHONIC_PROFILE_DETAIL_TRACE_BUFFER_HPP

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#include <symphonic/profile/detail/shared_number.hpp>

namespace symphonic::detail {

struct trace_event {
    std::uint64_t start, took;   // ticks
    unsigned name, thread;
};

/// Any thread may add, without a lock and without allocating: all the memory is asked for at once, and what is not used of
/// it is never touched. Another one may read or clear meanwhile: one at a time.
class trace_buffer {
public:
    /// Throws std::bad_alloc.
    explicit trace_buffer(std::size_t most) : most_(most) {
        if (most == 0) return;
        slots_ = static_cast<slot*>(std::calloc(most, sizeof(slot)));   // zeros that need not be written
        if (slots_ == nullptr) throw std::bad_alloc{};
    }
    trace_buffer(const trace_buffer&) = delete;
    trace_buffer& operator=(const trace_buffer&) = delete;
    ~trace_buffer() { std::free(slots_); }

    [[nodiscard]] bool records() const noexcept { return most_ != 0; }

    void add(const trace_event& event) noexcept {
        auto const place = next_.fetch_add(1);
        if (place - first_.load() >= most_) return;
        auto& there = slots_[place % most_];
        if (there.stamp.exchange(busy) == busy) return;   // held up since before a clear(): the place is still his
        there.start.store(event.start);
        there.took.store(event.took);
        there.name.store(event.name);
        there.thread.store(event.thread);
        there.stamp.release(place + 1);
    }
    /// f(event) for each that is complete.
    template <class F> void each(F f) const {
        auto const first = first_.load(), end = first + kept();
        for (auto place = first; place != end; ++place) {
            auto const& there = slots_[place % most_];
            if (there.stamp.acquire() != place + 1) continue;
            trace_event const event{there.start.acquire(), there.took.acquire(), there.name.acquire(),
                                    there.thread.acquire()};
            if (there.stamp.load() == place + 1) f(event);
        }
    }
    /// How many there was no room for.
    [[nodiscard]] std::uint64_t dropped() const noexcept { return asked() - kept(); }
    void clear() noexcept { first_.store(next_.load()); }

private:
    static constexpr auto busy = ~std::uint64_t{0};
    struct slot {
        shared_number<std::uint64_t> stamp, start, took;   // stamp: one more than the place of what is in it
        shared_number<unsigned> name, thread;
    };
    [[nodiscard]] std::uint64_t asked() const noexcept { return next_.load() - first_.load(); }
    [[nodiscard]] std::uint64_t kept() const noexcept { return asked() < most_ ? asked() : most_; }

    std::uint64_t most_;
    slot* slots_ = nullptr;
    shared_number<std::uint64_t> next_{}, first_{};
};

}   // namespace symphonic::detail
#endif
