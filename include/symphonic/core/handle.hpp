// SPDX-License-Identifier: MIT
// handle: owns what a pointer points to. What std::unique_ptr is, for a third of what <memory> costs to compile.
#ifndef SYMPHONIC_CORE_HANDLE_HPP
#define SYMPHONIC_CORE_HANDLE_HPP

#include <utility>

namespace symphonic::detail {

struct deletes {
    // Not inlined: every stage that holds a reader ends in it.
    template <class T> [[gnu::noinline]] void operator()(T* owned) const noexcept { delete owned; }
};

/// Moves as a pointer does, whatever it owns: so what holds a large state is cheap to move, and to compile.
template <class T, class Close = deletes> class handle {
public:
    handle() noexcept = default;
    explicit handle(T* owned) noexcept : owned_(owned) {}
    /// Of a new one.
    template <class... Args>
    explicit handle(std::in_place_t, Args&&... args) : owned_(new T{std::forward<Args>(args)...}) {}
    handle(handle&& other) noexcept : owned_(other.release()) {}
    handle& operator=(handle&& other) noexcept {
        handle moved(std::move(other));   // what was owned goes now, not with the other
        std::swap(owned_, moved.owned_);
        return *this;
    }
    ~handle() { reset(); }

    [[nodiscard]] T* get() const noexcept { return owned_; }
    T* operator->() const noexcept { return owned_; }
    T& operator*() const noexcept { return *owned_; }
    [[nodiscard]] explicit operator bool() const noexcept { return owned_ != nullptr; }
    [[nodiscard]] T* release() noexcept { return std::exchange(owned_, nullptr); }
    void reset() noexcept {
        if (owned_ != nullptr) Close{}(release());
    }

private:
    T* owned_ = nullptr;
};

}   // namespace symphonic::detail
#endif
