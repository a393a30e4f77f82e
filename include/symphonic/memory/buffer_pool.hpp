// SPDX-License-Identifier: MIT
// buffer_pool: buffers that are there before they are needed.
#ifndef SYMPHONIC_MEMORY_BUFFER_POOL_HPP
#define SYMPHONIC_MEMORY_BUFFER_POOL_HPP

#include <symphonic/core/duration.hpp>
#include <symphonic/core/handle.hpp>
#include <symphonic/memory/lease.hpp>

namespace symphonic {

/// What acquire() does when all buffers are in use.
enum class exhaustion {
    temporary,   ///< it gives one from the heap, which goes back there
    block,       ///< it waits until one is given back
    fail         ///< it throws pool_exhausted
};

/// All buffers of a pool are in use.
class pool_exhausted : public error {
public:
    using error::error;
};

struct buffer_pool_options {
    std::size_t alignment = 64;   ///< of each buffer, at least, in bytes: a power of two
    symphonic::exhaustion exhaustion = symphonic::exhaustion::temporary;
    bool zero = false;     ///< every buffer is full of zero bytes when it is acquired: 120 ns for 16 KiB
    bool poison = false;   ///< what has not been written since it was acquired is NaN, or -1: all bits are 1
};

/// At one moment for each number, not for all together.
struct buffer_pool_stats {
    std::size_t capacity = 0;        ///< buffers that the pool has
    std::size_t in_use = 0;          ///< of them
    std::size_t high_water = 0;      ///< most that were in use at once; it may say some more where threads met
    std::uint64_t temporaries = 0;   ///< buffers that came from the heap, so far
    std::uint64_t waits = 0;         ///< acquisitions that had to wait, so far
};

namespace detail {

struct abandons {
    void operator()(free_buffers* buffers) const noexcept { buffers->abandon(); }
};

/// When no buffer is free.
[[nodiscard, gnu::cold, gnu::noinline]] inline taken_buffer take_instead(free_buffers& buffers, exhaustion policy) {
    if (policy == exhaustion::temporary) return buffers.take_temporary();
    if (policy == exhaustion::block) return buffers.wait(waiting_room::for_ever);
    throw pool_exhausted("buffer_pool: all ", buffers.count(), " buffers of ", buffers.bytes(), " bytes are in use");
}
[[nodiscard, gnu::always_inline]] inline taken_buffer take_any(free_buffers& buffers, exhaustion policy) {
    if (auto const buffer = buffers.take()) [[likely]]
        return buffer;
    return take_instead(buffers, policy);
}

}   // namespace detail

/// `num_buffers` buffers of `buffer_size` elements each, at addresses of an alignment of at least 64 bytes, in one piece of
/// memory that is allocated and written once, here. All but assignment and the end of the pool may be called in any threads at
/// once. acquire() takes a buffer and never a lock: one atomic exchange, some 10 ns, without an allocation or a system call while
/// there are free ones, so a real-time thread may do it (with `zero` it writes the buffer, too). What was given back last comes
/// first. The search looks at up to eight words, in a pool of more than 496 buffers at one for each 31 to 62.
/// A lease may outlive its pool: the memory goes with the last of them. T is trivially copyable and destructible; elements that
/// nobody has written are zero bytes in a new pool, later what the last lease left, and anything in a temporary buffer.
/// Throws argument_error for sizes of 0 or beyond any memory and for an alignment that is no power of two, std::bad_alloc for
/// more than there is. A moved-from pool can be assigned to and destroyed, nothing else.
template <class T>
class buffer_pool {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T> && !std::is_const_v<T>,
                  "a buffer_pool hands on memory as it is: its elements must be trivially copyable and destructible");

public:
    using value_type = T;

    buffer_pool(std::size_t buffer_size, std::size_t num_buffers, buffer_pool_options options = {})
        : buffers_(detail::free_buffers::make(num_buffers, buffer_size, sizeof(T), alignof(T), options.alignment,
                                              options.poison)),
          size_(buffer_size), exhaustion_(options.exhaustion), zero_(options.zero) {}

    /// A buffer; when there is none, what options.exhaustion says. Throws pool_exhausted, or std::bad_alloc where the heap has no
    /// temporary one. Waiting ends with an empty lease where stop_requested(): nobody waits for this thread then.
    [[nodiscard, gnu::always_inline]] lease<T> acquire() {
        return leased(detail::take_any(*buffers_, exhaustion_), zero_);
    }
    /// A buffer full of zero bytes.
    [[nodiscard]] lease<T> acquire_zeroed() { return leased(detail::take_any(*buffers_, exhaustion_), true); }
    /// A buffer, or an empty lease when there is none, whatever options.exhaustion says. Never allocates.
    [[nodiscard, gnu::always_inline]] lease<T> try_acquire() noexcept { return leased(buffers_->take(), zero_); }
    /// A buffer, or an empty lease when there was none for so long, or stop_requested(). Never allocates. Any
    /// std::chrono::duration: nothing below 0 and NaN, for ever beyond 292 years.
    [[nodiscard]] lease<T> acquire_for(const detail::duration auto& at_most) noexcept {
        auto buffer = buffers_->take();
        if (!buffer)
            if (auto const n = detail::whole_nanoseconds(at_most); n > 0) buffer = buffers_->wait(n);
        return leased(buffer, zero_);
    }

    /// In elements.
    [[nodiscard]] std::size_t buffer_size() const noexcept { return size_; }
    /// Reads some numbers, without a lock.
    [[nodiscard]] buffer_pool_stats stats() const noexcept {
        auto const used = buffers_->in_use(), most = buffers_->most_used();
        return {buffers_->count(), used, used < most ? most : used, buffers_->temporaries(), buffers_->waits()};
    }

private:
    friend class pool_resource;

    [[nodiscard, gnu::always_inline]] lease<T> leased(detail::taken_buffer buffer, bool zero) const noexcept {
        if (zero && buffer) std::memset(buffer.data, 0, size_ * sizeof(T));
        return {buffer, size_};
    }

    detail::handle<detail::free_buffers, detail::abandons> buffers_;
    std::size_t size_;
    symphonic::exhaustion exhaustion_;
    bool zero_;
};

}   // namespace symphonic
#endif
