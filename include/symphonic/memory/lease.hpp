// SPDX-License-Identifier: MIT
// lease: a buffer of a pool, as long as one holds it.
#ifndef SYMPHONIC_MEMORY_LEASE_HPP
#define SYMPHONIC_MEMORY_LEASE_HPP

#include <type_traits>
#include <utility>

#include <symphonic/memory/detail/slot_bitmap.hpp>

namespace symphonic {

template <class T> class buffer_pool;

/// What acquire() of a buffer_pool gives: contiguous elements, which go back to the pool when this ends or is assigned to, in
/// any thread, also after the pool has gone. It moves as a pointer does, and what was moved from is empty: false, of size 0.
/// Elements of a const lease are const. Giving back is one atomic addition, without a lock, an allocation or a system call;
/// where a thread waits for a buffer it wakes that one, which takes both a lock and a call. A temporary buffer goes to the heap.
/// Giving back a buffer that is free already, as a bytewise copy of a lease does, aborts the program with a message on stderr.
template <class T>
class lease {
public:
    using value_type = T;

    lease() noexcept = default;
    lease(lease&& other) noexcept : buffer_(std::exchange(other.buffer_, {})), size_(std::exchange(other.size_, 0)) {}
    lease& operator=(lease&& other) noexcept {
        lease moved(std::move(other));   // what was held goes now, not with the other
        std::swap(buffer_, moved.buffer_);
        std::swap(size_, moved.size_);
        return *this;
    }
    ~lease() { detail::free_buffers::give_back(buffer_, size_ * sizeof(T)); }

    [[nodiscard]] explicit operator bool() const noexcept { return static_cast<bool>(buffer_); }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] T* data() noexcept { return elements(); }
    [[nodiscard]] T const* data() const noexcept { return elements(); }
    [[nodiscard]] T* begin() noexcept { return elements(); }
    [[nodiscard]] T const* begin() const noexcept { return elements(); }
    [[nodiscard]] T* end() noexcept { return elements() + size_; }
    [[nodiscard]] T const* end() const noexcept { return elements() + size_; }
    /// Not checked, as the index of a vector is not.
    [[nodiscard]] T& operator[](std::size_t i) noexcept { return elements()[i]; }
    [[nodiscard]] T const& operator[](std::size_t i) const noexcept { return elements()[i]; }

private:
    friend buffer_pool<T>;
    lease(detail::taken_buffer buffer, std::size_t size) noexcept : buffer_(buffer), size_(buffer ? size : 0) {}
    [[nodiscard]] T* elements() const noexcept { return reinterpret_cast<T*>(buffer_.data); }

    detail::taken_buffer buffer_;
    std::size_t size_ = 0;
};

}   // namespace symphonic
#endif
