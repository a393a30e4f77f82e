// SPDX-License-Identifier: MIT
// small_mutex: what std::mutex is, of which <mutex> makes an expensive header.
#ifndef SYMPHONIC_PROFILE_DETAIL_SMALL_MUTEX_HPP
#define SYMPHONIC_PROFILE_DETAIL_SMALL_MUTEX_HPP

#include <pthread.h>

#include <symphonic/core/holding.hpp>

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

}   // namespace symphonic::detail
#endif
