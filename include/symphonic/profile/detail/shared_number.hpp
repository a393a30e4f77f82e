// SPDX-License-Identifier: MIT
// shared_number: a number that threads share, without a lock.
#ifndef SYMPHONIC_PROFILE_DETAIL_SHARED_NUMBER_HPP
#define SYMPHONIC_PROFILE_DETAIL_SHARED_NUMBER_HPP

namespace symphonic::detail {

/// What std::atomic is, in relaxed order where nothing else is said; <atomic> costs as much to include as all of the
/// profile. It is trivial, so that memory full of zeros is full of these.
template <class T> struct shared_number {
    T value;

    [[nodiscard]] T load() const noexcept { return __atomic_load_n(&value, __ATOMIC_RELAXED); }
    [[nodiscard]] T acquire() const noexcept { return __atomic_load_n(&value, __ATOMIC_ACQUIRE); }
    void store(T to) noexcept { __atomic_store_n(&value, to, __ATOMIC_RELAXED); }
    void release(T to) noexcept { __atomic_store_n(&value, to, __ATOMIC_RELEASE); }
    T exchange(T to) noexcept { return __atomic_exchange_n(&value, to, __ATOMIC_ACQ_REL); }
    /// By any thread; what it was before.
    T fetch_add(T more) noexcept { return __atomic_fetch_add(&value, more, __ATOMIC_ACQ_REL); }
    /// By the one thread that writes it: an ordinary addition, which others may read at any time.
    void add(T more) noexcept { store(static_cast<T>(value + more)); }
    /// At least that much, by any thread.
    void raise(T to) noexcept {
        for (T seen = load(); seen < to;)
            if (__atomic_compare_exchange_n(&value, &seen, to, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) return;
    }
};

}   // namespace symphonic::detail
#endif
