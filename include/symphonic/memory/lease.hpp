// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_MEMORY_LEASE_HPP
#define SYMPHONIC_MEMORY_LEASE_HPP

#include <type_traits>
#include <utility>

#include <symphonic/memory/detail/buffer_block.hpp>

namespace symphonic {

template <class T> class buffer_pool;

/// A buffer acquired from a buffer_pool: a contiguous range of elements, const if the lease is const.
///
/// Move-only. The destructor and assignment release the buffer, in any thread, also after the pool's end. A moved-from and a
/// default-constructed lease is empty: it converts to false and its size is 0.
///
/// - Cost: release is one atomic read-modify-write, without a lock, an allocation or a system call. If a thread waits for a
///   buffer, release also locks a mutex and wakes that thread. If the pool was destroyed before, release takes a second atomic
///   operation, and the last release frees the memory. Releasing a temporary buffer frees it.
/// - Errors: releasing a buffer that is free already, for example through a bytewise copy of a lease, aborts the program with a
///   message on stderr.
template <class T>
class lease {
public:
    using value_type = T;

    /// Constructs an empty lease.
    lease() noexcept = default;
    /// Takes the buffer of `other`, which is empty then.
    lease(lease&& other) noexcept : buffer_(std::exchange(other.buffer_, {})), size_(std::exchange(other.size_, 0)) {}
    /// Releases the buffer of this lease and takes the one of `other`.
    lease& operator=(lease&& other) noexcept {
        lease moved(std::move(other));   // the old buffer is released at the end of this function
        std::swap(buffer_, moved.buffer_);
        std::swap(size_, moved.size_);
        return *this;
    }
    /// Releases the buffer.
    ~lease() { detail::buffer_block::release(buffer_, size_ * sizeof(T)); }

    /// Returns true unless the lease is empty.
    [[nodiscard]] explicit operator bool() const noexcept { return static_cast<bool>(buffer_); }
    /// Returns the number of elements.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// Returns true if there are no elements.
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    /// Returns the first element's address; null if the lease is empty.
    [[nodiscard]] T* data() noexcept { return elements(); }
    [[nodiscard]] T const* data() const noexcept { return elements(); }
    /// Returns an iterator to the first element.
    [[nodiscard]] T* begin() noexcept { return elements(); }
    [[nodiscard]] T const* begin() const noexcept { return elements(); }
    /// Returns an iterator past the last element.
    [[nodiscard]] T* end() noexcept { return elements() + size_; }
    [[nodiscard]] T const* end() const noexcept { return elements() + size_; }
    /// Returns element i. Not checked: i must be less than size().
    [[nodiscard]] T& operator[](std::size_t i) noexcept { return elements()[i]; }
    [[nodiscard]] T const& operator[](std::size_t i) const noexcept { return elements()[i]; }

private:
    friend buffer_pool<T>;
    lease(detail::buffer_slot buffer, std::size_t size) noexcept : buffer_(buffer), size_(buffer ? size : 0) {}
    [[nodiscard]] T* elements() const noexcept { return reinterpret_cast<T*>(buffer_.data); }

    detail::buffer_slot buffer_;
    std::size_t size_ = 0;
};

}   // namespace symphonic
#endif
