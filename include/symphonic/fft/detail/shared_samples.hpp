// SPDX-License-Identifier: MIT
// shared_samples: numbers that never change, shared by copies. A handle of our own, for a std::shared_ptr could not be
// copied in a constant expression, even when it holds nothing, and a window by name can.
#ifndef SYMPHONIC_FFT_DETAIL_SHARED_SAMPLES_HPP
#define SYMPHONIC_FFT_DETAIL_SHARED_SAMPLES_HPP

#include <cstddef>
#include <utility>
#include <vector>

namespace symphonic::detail {

class shared_samples {
public:
    constexpr shared_samples() = default;
    explicit shared_samples(std::vector<double> values) : shared_(new shared{1, std::move(values)}) {}
    constexpr shared_samples(const shared_samples& other) noexcept : shared_(other.shared_) {
        if (shared_ != nullptr) __atomic_fetch_add(&shared_->owners, 1, __ATOMIC_RELAXED);
    }
    constexpr shared_samples(shared_samples&& other) noexcept : shared_(std::exchange(other.shared_, nullptr)) {}
    constexpr shared_samples& operator=(shared_samples other) noexcept {
        std::swap(shared_, other.shared_);
        return *this;
    }
    constexpr ~shared_samples() {
        if (shared_ != nullptr && __atomic_sub_fetch(&shared_->owners, 1, __ATOMIC_ACQ_REL) == 0) delete shared_;
    }

    /// Null if there are none.
    [[nodiscard]] constexpr std::vector<double> const* get() const noexcept {
        return shared_ != nullptr ? &shared_->values : nullptr;
    }

private:
    struct shared {
        std::size_t owners;
        std::vector<double> values;
    };
    shared* shared_ = nullptr;
};

}   // namespace symphonic::detail
#endif
