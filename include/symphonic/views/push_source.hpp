// SPDX-License-Identifier: MIT
// push_source: samples that a callback pushes, as the beginning of a pipeline: live | v::frames(...) | ...
//   in        push(samples), from one thread at a time; close() when there will be no more
//   out       samples: blocks of what has come, up to capacity_frames
//   tail      none
//   lifetime  a block is lent from the ring until the next ++, and so long takes up room there. The source may be moved before
//             anybody pushes
//   waiting   blocking: next() waits for samples or for close(), in another thread than the callback's. Else it is false when
//             there is nothing now, and a range-for over the same pipeline goes on next time: in the callback itself, too
//   errors    argument_error: a rate below 0 or NaN, channels below 1, a capacity of 0 or beyond any memory
//   cost      push: a copy. It never waits, locks, allocates or calls the system, and neither does next() unless it waits. The
//             ring is allocated when the source is made
#ifndef SYMPHONIC_VIEWS_PUSH_SOURCE_HPP
#define SYMPHONIC_VIEWS_PUSH_SOURCE_HPP

#include <algorithm>
#include <memory>
#include <vector>

#include <time.h>

#include <symphonic/core/stop_requested.hpp>
#include <symphonic/core/upstream.hpp>

namespace symphonic {

struct push_source_options {
    int channels = 1;
    std::size_t capacity_frames = 8192;   ///< sample frames that may wait
    bool blocking = true;                 ///< whether next() waits for samples
};

template <std::floating_point T>
class push_source : public stream_facade<push_source<T>, domain::samples> {
public:
    explicit push_source(double sample_rate, const push_source_options& options = {})
        : ring_(std::make_unique<shared>(checked(sample_rate, options))), options_(options), sample_rate_(sample_rate) {
    }

    // ---- the callback's side ---------------------------------------------------------------------------------------------

    /// Takes as many whole sample frames, interleaved, as there is room for, and says how many. The rest, and what comes after
    /// close(), is lost and counted.
    std::size_t push(std::span<const T> samples) noexcept {
        auto& ring = *ring_;
        auto const channels = static_cast<std::size_t>(options_.channels), capacity = ring.samples.size();
        auto const offered = samples.size() / channels;
        auto const written = ring.written;   // nobody else writes it
        auto const room = capacity - (written - load(ring.read));
        auto const taken = load(ring.closed) ? 0 : std::min(offered, room / channels);
        auto const at = written % capacity, count = taken * channels, first = std::min(count, capacity - at);
        std::copy_n(samples.data(), first, ring.samples.data() + at);
        std::copy_n(samples.data() + first, count - first, ring.samples.data());
        store(ring.written, written + count);
        if (taken < offered) store(ring.lost, ring.lost + (offered - taken));
        return taken;
    }
    /// There will be no more. Said by the thread that pushes, or while nobody pushes.
    void close() noexcept { store(ring_->closed, true); }

    // ---- any thread ------------------------------------------------------------------------------------------------------

    /// Sample frames that were pushed and lost.
    [[nodiscard]] std::uint64_t overruns() const noexcept { return load(ring_->lost); }

    // ---- the stream ------------------------------------------------------------------------------------------------------

    bool next() {
        auto& ring = *ring_;
        store(ring.read, ring.read + std::exchange(lent_, 0));
        if (options_.blocking) wait();
        auto const capacity = ring.samples.size();
        lent_ = std::min(load(ring.written) - ring.read, capacity - ring.read % capacity);
        return lent_ > 0;
    }
    [[nodiscard]] block<const T> get() const noexcept {
        auto const& ring = *ring_;
        return {std::span{ring.samples}.subspan(ring.read % ring.samples.size(), lent_), options_.channels,
                static_cast<std::int64_t>(ring.read) / options_.channels};
    }
    [[nodiscard]] bool ended() const noexcept {
        auto const& ring = *ring_;
        return load(ring.closed) && load(ring.written) == ring.read + lent_;   // in this order
    }
    [[nodiscard]] audio_format format() const noexcept {
        return {.sample_rate = sample_rate_, .channels = options_.channels, .max_block = options_.capacity_frames};
    }

private:
    /// Counts of samples only grow. Each side writes a cache line of its own.
    struct shared {
        explicit shared(const push_source_options& o)
            : samples(o.capacity_frames * static_cast<std::size_t>(o.channels)) {}
        std::vector<T> samples;
        alignas(64) std::size_t written = 0;
        std::uint64_t lost = 0;
        alignas(64) std::size_t read = 0;
        alignas(64) bool closed = false;
    };

    template <class N> [[nodiscard]] static N load(const N& from_other) noexcept {
        return __atomic_load_n(&from_other, __ATOMIC_ACQUIRE);
    }
    template <class N> static void store(N& mine, std::type_identity_t<N> value) noexcept {
        __atomic_store_n(&mine, value, __ATOMIC_RELEASE);
    }
    [[nodiscard]] static push_source_options checked(double sample_rate, const push_source_options& o) {
        if (!(sample_rate >= 0)) throw argument_error("push_source: a sample rate of ", sample_rate, " Hz");
        if (o.channels < 1) throw argument_error("push_source: ", o.channels, " channels, expected 1 or more");
        if (o.capacity_frames == 0 || o.capacity_frames > detail::most_samples / static_cast<std::size_t>(o.channels))
            throw argument_error("push_source: a capacity of ", o.capacity_frames, " sample frames, expected 1 to ",
                                 detail::most_samples / static_cast<std::size_t>(o.channels));
        return o;
    }
    /// The callback may not call the system, so it cannot wake anybody: look again after an eighth of what the ring holds, and
    /// after two milliseconds at most.
    void wait() const noexcept {
        auto const seconds =
            sample_rate_ > 0 ? static_cast<double>(options_.capacity_frames) / sample_rate_ / 8 : 0.001;
        timespec const pause{0, static_cast<long>(1e9 * std::clamp(seconds, 0.00005, 0.002))};
        while (!load(ring_->closed) && load(ring_->written) == ring_->read && !stop_requested())
            ::nanosleep(&pause, nullptr);
    }

    std::unique_ptr<shared> ring_;
    push_source_options options_;
    double sample_rate_;
    std::size_t lent_ = 0;   // samples
};

}   // namespace symphonic
#endif
