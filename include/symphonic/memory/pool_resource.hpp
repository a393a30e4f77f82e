// SPDX-License-Identifier: MIT
// pool_resource: the buffers of a pool for the containers of the standard library.
#ifndef SYMPHONIC_MEMORY_POOL_RESOURCE_HPP
#define SYMPHONIC_MEMORY_POOL_RESOURCE_HPP

#include <memory_resource>

#include <symphonic/memory/buffer_pool.hpp>

namespace symphonic {

/// What fits a buffer of the pool, in size and alignment, takes one, be it a single byte: reserve() what is to come. All else goes to
/// the upstream resource. As fast as acquire(), but for a virtual call and a division, and as safe in threads; when all
/// buffers are in use the pool's options say what happens: a temporary buffer, waiting, or pool_exhausted, which is thrown also where
/// waiting ends because of stop_requested(). The options zero and poison are heeded. The pool must outlive what was taken from it,
/// but may be moved.
/// Deallocating a pointer that is not allocated aborts the program with a message on stderr, instead of handing the same buffer to
/// two users later. Detected: a buffer of the pool that is already free, and a pointer into a buffer. Other pointers that are not
/// from this pool are detected by the memory in front of them, which must be readable. Not detected: a buffer that has been
/// allocated again since, as with free(), and a temporary buffer that is deallocated twice.
class pool_resource : public std::pmr::memory_resource {
public:
    template <class T>
    explicit pool_resource(buffer_pool<T>& pool,
                           std::pmr::memory_resource* upstream = std::pmr::get_default_resource()) noexcept
        : buffers_(pool.buffers_.get()), upstream_(upstream), exhaustion_(pool.exhaustion_), zero_(pool.zero_) {}

    [[nodiscard]] std::pmr::memory_resource* upstream_resource() const noexcept { return upstream_; }

private:
    [[nodiscard]] bool fits(std::size_t bytes, std::size_t alignment) const noexcept {
        return bytes <= buffers_->bytes() && alignment <= buffers_->alignment();
    }
    void* do_allocate(std::size_t bytes, std::size_t alignment) override {
        if (!fits(bytes, alignment)) return upstream_->allocate(bytes, alignment);
        auto const buffer = detail::take_any(*buffers_, exhaustion_);
        if (!buffer) throw pool_exhausted("pool_resource: nobody waits for this thread any more");
        if (zero_) std::memset(buffer.data, 0, buffers_->bytes());
        return buffer.data;
    }
    void do_deallocate(void* p, std::size_t bytes, std::size_t alignment) override {
        if (!fits(bytes, alignment)) return upstream_->deallocate(p, bytes, alignment);
        buffers_->give_back(buffers_->at(static_cast<std::byte*>(p)), buffers_->bytes());
    }
    [[nodiscard]] bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override {
        return this == &other;
    }

    detail::free_buffers* buffers_;
    std::pmr::memory_resource* upstream_;
    symphonic::exhaustion exhaustion_;
    bool zero_;
};

}   // namespace symphonic
#endif
