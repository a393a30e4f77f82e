// SPDX-License-Identifier: MIT
// mutex, lock: std::mutex and std::lock_guard, of which <mutex> makes an expensive header.
#ifndef SYMPHONIC_PROFILE_MUTEX_HPP
#define SYMPHONIC_PROFILE_MUTEX_HPP

#include <pthread.h>

namespace symphonic::detail {

class mutex {
public:
    constexpr mutex() = default;
    mutex(const mutex&) = delete;
    mutex& operator=(const mutex&) = delete;
    void lock() noexcept { pthread_mutex_lock(&native_); }
    void unlock() noexcept { pthread_mutex_unlock(&native_); }

private:
    pthread_mutex_t native_ = PTHREAD_MUTEX_INITIALIZER;
};

class lock {
public:
    explicit lock(mutex& locked) noexcept : mutex_(locked) { mutex_.lock(); }
    lock(const lock&) = delete;
    lock& operator=(const lock&) = delete;
    ~lock() { mutex_.unlock(); }

private:
    mutex& mutex_;
};

}   // namespace symphonic::detail
#endif
