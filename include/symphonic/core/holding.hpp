// SPDX-License-Identifier: MIT
// holding: a lock, held to the end of a block. What std::lock_guard is, of which <mutex> makes an expensive header.
#ifndef SYMPHONIC_CORE_HOLDING_HPP
#define SYMPHONIC_CORE_HOLDING_HPP

namespace symphonic::detail {

template <class Lock>
class [[nodiscard]] holding {
public:
    explicit holding(Lock& lock) noexcept : lock_(lock) { lock_.lock(); }
    holding(const holding&) = delete;
    holding& operator=(const holding&) = delete;
    ~holding() { lock_.unlock(); }

private:
    Lock& lock_;
};

}   // namespace symphonic::detail
#endif
