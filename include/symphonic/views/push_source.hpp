// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_PUSH_SOURCE_HPP
#define SYMPHONIC_VIEWS_PUSH_SOURCE_HPP

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include <symphonic/core/stop_requested.hpp>
#include <symphonic/core/upstream.hpp>

namespace symphonic {

/// Options of push_source.
struct push_source_options {
    int channels = 1;                     ///< number of interleaved channels, 1 or more
    std::size_t capacity_frames = 8192;   ///< size of the ring buffer in sample frames, 1 or more
    bool blocking = true;                 ///< whether next() waits for samples
};

/// A source that an audio callback writes to: `live.push(samples)` in the callback, `live | v::frames(...) | ...` in
/// the same or in another thread. A ring buffer with one writer and one reader.
/// - Input: interleaved samples of T, from one thread at a time; close() after the last.
/// - Output: blocks of all samples that have arrived, at most capacity_frames sample frames long.
/// - Tail: none.
/// - Lifetime: a block views the ring buffer, is valid until the next ++ and occupies its room until then. The source
///   may be moved before the first push(), not later.
/// - Errors: argument_error from the constructor.
/// - Cost: push() copies the samples, next() does not. Neither locks, allocates or calls the system; only a blocking
///   next() sleeps. The constructor allocates the ring buffer.
/// - Waiting: if `blocking`, next() waits for samples or for close() and must run in another thread than push().
///   Otherwise it returns false if there are no samples now; a later range-for over the same pipeline goes on.
template <std::floating_point T>
class push_source : public stream_facade<push_source<T>, domain::samples> {
public:
    /// Allocates the ring buffer. `sample_rate` is in Hz; 0 means unknown. Throws argument_error for a negative or NaN
    /// rate, for fewer than 1 channel, and for a capacity that is 0 or too large.
    explicit push_source(double sample_rate, const push_source_options& options = {})
        : ring_(std::make_unique<ring_buffer>(checked(sample_rate, options))), options_(options),
          sample_rate_(sample_rate) {}

    /// Appends whole interleaved sample frames until the ring buffer is full. Returns the number of sample frames
    /// taken. The others, an incomplete last sample frame, and all after close() are dropped and counted as overruns. Wait-free;
    /// call it from one thread.
    std::size_t push(std::span<const T> samples) noexcept {
        if (this->moved_from()) return 0;
        auto& ring = *ring_;
        auto const channels = static_cast<std::size_t>(options_.channels), capacity = ring.samples.size();
        auto const offered = samples.size() / channels;
        auto const written = ring.written.load(std::memory_order_relaxed);   // only this thread changes it
        auto const room = capacity - (written - ring.read.load(std::memory_order_acquire));
        auto const taken = ring.closed.load(std::memory_order_acquire) ? 0 : std::min(offered, room / channels);
        auto const begin = written % capacity, count = taken * channels,
                   before_wrap = std::min(count, capacity - begin);
        std::copy_n(samples.data(), before_wrap, ring.samples.data() + begin);
        std::copy_n(samples.data() + before_wrap, count - before_wrap, ring.samples.data());
        ring.written.store(written + count, std::memory_order_release);
        auto const dropped = offered - taken + (samples.size() % channels != 0 ? 1 : 0);
        if (dropped > 0)
            ring.overruns.store(ring.overruns.load(std::memory_order_relaxed) + dropped, std::memory_order_release);
        return taken;
    }
    /// Ends the stream: next() delivers the samples that have arrived, then ended() is true. Call it from the thread
    /// that pushes, or while no thread pushes.
    void close() noexcept {
        if (!this->moved_from()) ring_->closed.store(true, std::memory_order_release);
    }

    /// Makes a next() that waits in another thread return false.
    void request_stop() noexcept {
        if (!this->moved_from()) ring_->stop.store(true, std::memory_order_relaxed);
    }

    /// Returns the number of sample frames that push() dropped. May be called from any thread.
    [[nodiscard]] std::uint64_t overruns() const noexcept {
        return this->moved_from() ? 0 : ring_->overruns.load(std::memory_order_acquire);
    }

    /// Releases the current block and moves to the samples that have arrived, up to the end of the ring buffer. Waits
    /// for samples if `blocking`. Returns false if there are none.
    bool next() {
        if (this->moved_from()) return false;
        auto& ring = *ring_;
        auto const read = ring.read.load(std::memory_order_relaxed) + std::exchange(current_, 0);
        ring.read.store(read, std::memory_order_release);   // only this thread changes it
        if (options_.blocking) wait();
        auto const capacity = ring.samples.size();
        current_ = std::min(ring.written.load(std::memory_order_acquire) - read, capacity - read % capacity);
        return current_ > 0;
    }
    /// Returns the current block. Its position counts the sample frames that push() took before it.
    [[nodiscard]] block<const T> get() const noexcept {
        auto const& ring = *ring_;
        auto const read = ring.read.load(std::memory_order_relaxed);
        return {std::span{ring.samples}.subspan(read % ring.samples.size(), current_), options_.channels,
                static_cast<std::int64_t>(read) / options_.channels};
    }
    /// Returns true after close() if next() has delivered all samples.
    [[nodiscard]] bool ended() const noexcept {
        // `closed` first: all samples were written before it became true.
        return this->moved_from() || (ring_->closed.load(std::memory_order_acquire) && unread() == current_);
    }
    /// Returns sample rate, channels and the largest block; the length is unknown.
    [[nodiscard]] audio_format format() const noexcept {
        return {.sample_rate = sample_rate_, .channels = options_.channels, .max_block = options_.capacity_frames};
    }

private:
    /// `written` and `read` count samples since the beginning. The members that push() changes and the one that next()
    /// changes are on separate cache lines.
    struct ring_buffer {
        explicit ring_buffer(const push_source_options& o)
            : samples(o.capacity_frames * static_cast<std::size_t>(o.channels)) {}
        std::vector<T> samples;
        alignas(64) std::atomic<std::size_t> written = 0;
        std::atomic<std::uint64_t> overruns = 0;
        alignas(64) std::atomic<std::size_t> read = 0;
        alignas(64) std::atomic<bool> closed = false;
        std::atomic<bool> stop = false;   // request_stop() was called during this next()
    };
    static_assert(std::atomic<std::size_t>::is_always_lock_free, "push_source: push() must not lock");

    [[nodiscard]] static push_source_options checked(double sample_rate, const push_source_options& o) {
        detail::require_rate(sample_rate, "push_source");
        if (o.channels < 1) throw argument_error("push_source: ", o.channels, " channels, expected 1 or more");
        auto const max_frames = detail::max_samples / static_cast<std::size_t>(o.channels);
        if (o.capacity_frames == 0 || o.capacity_frames > max_frames)
            throw argument_error("push_source: capacity_frames is ", o.capacity_frames, ", expected 1 to ", max_frames);
        return o;
    }
    /// Samples in the ring buffer, the current block included.
    [[nodiscard]] std::size_t unread() const noexcept {
        return ring_->written.load(std::memory_order_acquire) - ring_->read.load(std::memory_order_relaxed);
    }
    /// Polls, because waking a thread up would be a system call in push(): after each eighth of the ring buffer's
    /// duration, at most 2 ms.
    void wait() noexcept {
        ring_->stop.store(false, std::memory_order_relaxed);
        auto const seconds =
            sample_rate_ > 0 ? static_cast<double>(options_.capacity_frames) / sample_rate_ / 8 : 0.001;
        std::chrono::duration<double> const pause{std::clamp(seconds, 0.00005, 0.002)};
        while (!ring_->closed.load(std::memory_order_acquire) && unread() == 0 &&
               !ring_->stop.load(std::memory_order_relaxed) && !stop_requested())
            std::this_thread::sleep_for(pause);
    }

    std::unique_ptr<ring_buffer> ring_;
    push_source_options options_;
    double sample_rate_;
    std::size_t current_ = 0;   // samples in the current block
};

}   // namespace symphonic
#endif
