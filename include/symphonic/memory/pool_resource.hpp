// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_MEMORY_POOL_RESOURCE_HPP
#define SYMPHONIC_MEMORY_POOL_RESOURCE_HPP

#include <memory_resource>

#include <symphonic/memory/buffer_pool.hpp>

namespace symphonic {

/// A std::pmr::memory_resource that allocates the buffers of a buffer_pool, for containers of the standard library.
///
/// An allocation that fits a buffer in size and alignment uses a whole buffer, even for one byte: call reserve() on containers.
/// Larger allocations go to the upstream resource. When all buffers are in use, the pool's options decide: a temporary buffer,
/// waiting, or pool_exhausted. The options zero and poison apply. The pool must outlive the memory allocated from it, but may be
/// moved.
///
/// - Threads: as safe as the pool.
/// - Cost: that of acquire(), a virtual call and a division. No other allocation.
/// - Errors: allocate() throws pool_exhausted by the pool's options and when a stop is requested while it waits. Deallocating a
///   pointer that is not allocated aborts the program with a message on stderr: detected are buffers of the pool that are free
///   already, pointers into a buffer, and, by the memory in front of them, which must be readable, other pointers that are not from
///   this pool. Not detected are a buffer that has been allocated again since, as with free(), and a temporary buffer that is
///   deallocated twice.
class pool_resource : public std::pmr::memory_resource {
public:
    /// Constructs a resource on `pool`. `upstream`: resource for allocations that do not fit a buffer.
    template <class T>
    explicit pool_resource(buffer_pool<T>& pool,
                           std::pmr::memory_resource* upstream = std::pmr::get_default_resource()) noexcept
        : block_(pool.block_.get()), upstream_(upstream), exhaustion_(pool.exhaustion_), zero_(pool.zero_) {}

    /// Returns the resource for allocations that do not fit a buffer.
    [[nodiscard]] std::pmr::memory_resource* upstream_resource() const noexcept { return upstream_; }

private:
    [[nodiscard]] bool fits(std::size_t bytes, std::size_t alignment) const noexcept {
        return bytes <= block_->bytes() && alignment <= block_->alignment();
    }
    void* do_allocate(std::size_t bytes, std::size_t alignment) override {
        if (!fits(bytes, alignment)) return upstream_->allocate(bytes, alignment);
        auto const buffer = detail::take(*block_, exhaustion_);
        if (!buffer) throw pool_exhausted("pool_resource: a stop was requested while waiting for a buffer");
        if (zero_) std::memset(buffer.data, 0, block_->bytes());
        return buffer.data;
    }
    void do_deallocate(void* p, std::size_t bytes, std::size_t alignment) override {
        if (!fits(bytes, alignment)) return upstream_->deallocate(p, bytes, alignment);
        detail::buffer_block::release(block_->at(static_cast<std::byte*>(p)), block_->bytes());
    }
    [[nodiscard]] bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override {
        return this == &other;
    }

    detail::buffer_block* block_;
    std::pmr::memory_resource* upstream_;
    symphonic::exhaustion exhaustion_;
    bool zero_;
};

}   // namespace symphonic
#endif
