// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_MEMORY_BUFFER_POOL_HPP
#define SYMPHONIC_MEMORY_BUFFER_POOL_HPP

#include <memory>

#include <symphonic/memory/lease.hpp>

namespace symphonic {

/// What acquire() does when all buffers are in use.
enum class exhaustion {
    temporary,   ///< allocates a buffer, which is freed when it is released
    block,       ///< waits until a buffer is released
    fail         ///< throws pool_exhausted
};

/// Thrown by acquire() when all buffers of a pool are in use.
class pool_exhausted : public error {
public:
    using error::error;
};

/// Options of buffer_pool.
struct buffer_pool_options {
    std::size_t alignment = 64;   ///< minimum alignment of each buffer in bytes: a power of two
    symphonic::exhaustion exhaustion =
        symphonic::exhaustion::temporary;   ///< what acquire() does when no buffer is free
    bool zero = false;     ///< fills every buffer with zero bytes when it is acquired: 120 ns for 16 KiB
    bool poison = false;   ///< sets all bits of released buffers: elements never written are NaN, or -1 in integers
};

/// Counters of a buffer_pool. They are read one after the other, so they may be inconsistent while other threads use the pool.
struct buffer_pool_stats {
    std::size_t capacity = 0;        ///< buffers of the pool
    std::size_t in_use = 0;          ///< buffers of the pool that are in use, without temporary ones
    std::size_t high_water = 0;      ///< most buffers in use at a time; may be a few too many if threads met contention
    std::uint64_t temporaries = 0;   ///< temporary buffers allocated so far
    std::uint64_t waits = 0;         ///< acquisitions that had to wait so far
};

namespace detail {

struct abandon_block {
    void operator()(buffer_block* block) const noexcept { block->abandon(); }
};

template <class = void>   // compiled only where it is called, as take() is
[[nodiscard, gnu::cold, gnu::noinline]] buffer_slot take_when_exhausted(buffer_block& block, exhaustion policy) {
    if (policy == exhaustion::temporary) return block.take_temporary();
    if (policy == exhaustion::block) return block.wait(std::chrono::nanoseconds::max());
    throw pool_exhausted("buffer_pool: all ", block.count(), " buffers of ", block.bytes(), " bytes are in use");
}
template <class = void>
[[nodiscard, gnu::always_inline]] inline buffer_slot take(buffer_block& block, exhaustion policy) {
    if (auto const buffer = block.take()) [[likely]]
        return buffer;
    return take_when_exhausted(block, policy);
}

/// Converts a timeout, rounded up. Returns 0 for a negative one and NaN, nanoseconds::max() beyond 292 years.
template <class Rep, class Period>
[[nodiscard]] constexpr std::chrono::nanoseconds to_nanoseconds(std::chrono::duration<Rep, Period> timeout) noexcept {
    std::chrono::duration<long double, std::nano> const exact = timeout;
    if (!(exact.count() > 0)) return std::chrono::nanoseconds::zero();
    if (exact.count() >= 0x1p63L - 1) return std::chrono::nanoseconds::max();
    return std::chrono::ceil<std::chrono::nanoseconds>(exact);
}

}   // namespace detail

/// A fixed number of buffers of equal size that are used again and again.
///
/// A real-time thread uses try_acquire(), which never allocates. acquire() of an exhausted pool allocates a temporary buffer by
/// default; with exhaustion::fail it throws, which also allocates.
///
/// The constructor allocates `num_buffers` buffers of `buffer_size` elements in one piece of memory, aligned to at least 64
/// bytes, and writes all of it. acquire() returns a lease, which releases its buffer when it is destroyed. A lease may outlive
/// the pool: the memory is freed with the last lease.
///
/// T is trivially copyable and trivially destructible. Contents of an acquired buffer:
/// - first use: zero bytes
/// - later: the elements of the previous lease
/// - temporary buffer: indeterminate
/// - with the option `poison`: all bits set in each of these cases
/// - with the option `zero`: zero bytes in every case
///
/// - Threads: all members except assignment and the destructor may be called in any number of threads.
/// - Cost: acquire and release take 10 to 14 ns together. While a buffer is free, they neither lock, allocate nor call the
///   system. Each is one atomic read-modify-write; acquire repeats it if another thread changes the same word meanwhile.
/// - Order: the buffers are divided into groups. A thread searches the first group first, and another one after it met
///   contention. It takes the free buffer of the lowest index in the group, so recently used buffers are usually reused.
/// - Search: finding a free buffer reads at most 8 words; above 496 buffers, one word per 31 to 62 buffers.
/// - Errors: the constructor throws argument_error for a size of 0, sizes that no memory can hold, and an alignment that is not
///   a power of two; std::bad_alloc if there is not enough memory.
///
/// A moved-from pool may only be assigned to and destroyed.
template <class T>
class buffer_pool {
    static_assert(
        std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T> && !std::is_const_v<T>,
        "the elements of a buffer_pool must be trivially copyable and trivially destructible: buffers are used again");

public:
    using value_type = T;

    /// Allocates `num_buffers` buffers of `buffer_size` elements.
    buffer_pool(std::size_t buffer_size, std::size_t num_buffers, buffer_pool_options options = {})
        : block_(detail::buffer_block::make(num_buffers, buffer_size, sizeof(T), alignof(T), options.alignment,
                                            options.poison)),
          size_(buffer_size), exhaustion_(options.exhaustion), zero_(options.zero) {}

    /// Acquires a buffer. If none is free: allocates one, waits or throws pool_exhausted, as options.exhaustion says. Throws
    /// std::bad_alloc if a temporary buffer cannot be allocated. Returns an empty lease if stop_requested() while it waits.
    [[nodiscard, gnu::always_inline]] lease<T> acquire() { return leased(detail::take(*block_, exhaustion_), zero_); }
    /// Acquires a buffer as acquire() does and fills it with zero bytes.
    [[nodiscard]] lease<T> acquire_zeroed() { return leased(detail::take(*block_, exhaustion_), true); }
    /// Acquires a buffer; returns an empty lease if none is free, whatever options.exhaustion says. Never allocates or waits.
    [[nodiscard, gnu::always_inline]] lease<T> try_acquire() noexcept { return leased(block_->take(), zero_); }
    /// Acquires a buffer; waits up to `timeout` for one, whatever options.exhaustion says. Returns an empty lease after the
    /// timeout or if stop_requested(). Never allocates. A negative timeout and NaN do not wait, a timeout beyond 292 years
    /// never ends.
    template <class Rep, class Period>
    [[nodiscard]] lease<T> acquire_for(std::chrono::duration<Rep, Period> timeout) noexcept {
        auto buffer = block_->take();
        if (!buffer)
            if (auto const n = detail::to_nanoseconds(timeout); n.count() > 0) buffer = block_->wait(n);
        return leased(buffer, zero_);
    }

    /// Returns the size of a buffer in elements.
    [[nodiscard]] std::size_t buffer_size() const noexcept { return size_; }
    /// Returns the counters. Takes no lock.
    [[nodiscard]] buffer_pool_stats stats() const noexcept {
        auto const in_use = block_->in_use();
        return {block_->count(), in_use, std::max(in_use, block_->high_water()), block_->temporaries(),
                block_->waits()};
    }

private:
    friend class pool_resource;

    [[nodiscard, gnu::always_inline]] lease<T> leased(detail::buffer_slot buffer, bool zero) const noexcept {
        if (zero && buffer) std::memset(buffer.data, 0, size_ * sizeof(T));
        return {buffer, size_};
    }

    std::unique_ptr<detail::buffer_block, detail::abandon_block> block_;
    std::size_t size_;
    symphonic::exhaustion exhaustion_;
    bool zero_;
};

}   // namespace symphonic
#endif
