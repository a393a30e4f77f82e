// SPDX-License-Identifier: MIT
// small_mutex, small_lock: std::mutex and std::lock_guard, of which <mutex> makes an expensive header.
#ifndef SYMPHONIC_PROFILE_SMALL_MUTEX_HPP
#define SYMPHONIC_PROFILE_SMALL_MUTEX_HPP

#include <pthread.h>

namespace symphonic::detail {

class small_mutex {
public:
    constexpr small_mutex() = default;
    small_mutex(const small_mutex&) = delete;
    small_mutex& operator=(const small_mutex&) = delete;
    void lock() noexcept { pthread_mutex_lock(&native_); }
    void unlock() noexcept { pthread_mutex_unlock(&native_); }

private:
    pthread_mutex_t native_ = PTHREAD_MUTEX_INITIALIZER;
};

class small_lock {
public:
    explicit small_lock(small_mutex& locked) noexcept : mutex_(locked) { mutex_.lock(); }
    small_lock(const small_lock&) = delete;
    small_lock& operator=(const small_lock&) = delete;
    ~small_lock() { mutex_.unlock(); }

private:
    small_mutex& mutex_;
};

}   // namespace symphonic::detail
#endif
