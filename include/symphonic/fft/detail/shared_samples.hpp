// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_FFT_DETAIL_SHARED_SAMPLES_HPP
#define SYMPHONIC_FFT_DETAIL_SHARED_SAMPLES_HPP

#include <atomic>
#include <cstddef>
#include <utility>
#include <vector>

namespace symphonic::detail {

/// Shared ownership of constant samples, or of none. Unlike std::shared_ptr, whose destructor is not constexpr in
/// C++20, it can be a member of a class that is used in constant expressions: `window` is the default of constexpr
/// options.
class shared_samples {
public:
    constexpr shared_samples() = default;
    explicit shared_samples(std::vector<double> values) : shared_(new shared{{1}, std::move(values)}) {}
    constexpr shared_samples(const shared_samples& other) noexcept : shared_(other.shared_) {
        if (shared_ != nullptr) shared_->owners.fetch_add(1, std::memory_order_relaxed);
    }
    constexpr shared_samples(shared_samples&& other) noexcept : shared_(std::exchange(other.shared_, nullptr)) {}
    constexpr shared_samples& operator=(shared_samples other) noexcept {
        std::swap(shared_, other.shared_);
        return *this;
    }
    constexpr ~shared_samples() {
        if (shared_ != nullptr && shared_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete shared_;
    }

    /// Null if there are no samples.
    [[nodiscard]] constexpr std::vector<double> const* get() const noexcept {
        return shared_ != nullptr ? &shared_->values : nullptr;
    }

private:
    struct shared {
        std::atomic<std::size_t> owners;
        std::vector<double> values;
    };
    shared* shared_ = nullptr;
};

}   // namespace symphonic::detail
#endif
