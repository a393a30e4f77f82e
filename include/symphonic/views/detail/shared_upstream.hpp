// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_DETAIL_SHARED_UPSTREAM_HPP
#define SYMPHONIC_VIEWS_DETAIL_SHARED_UPSTREAM_HPP

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include <symphonic/core/detail/request_stop.hpp>
#include <symphonic/core/detail/wait.hpp>
#include <symphonic/views/detail/element_copy.hpp>

namespace symphonic::detail {

/// The upstream of a fork, and a ring of the elements that at least one branch still needs. Branches may run in
/// different threads. One thread pulls at a time, without holding the lock; a branch waits for it only if it needs that
/// element.
template <upstream Up>
class shared_upstream {
public:
    /// `ahead` is the largest distance between two branches, in elements.
    shared_upstream(Up up, std::size_t branches, std::size_t ahead)
        : up_(std::move(up)), max_elements_(ahead + 1), branches_(branches), format_(up_.format()) {}

    /// Moves a branch to `position`, releasing all elements before it, and returns the element there. Pulls it or waits
    /// for it if necessary. Returns null if there is no element now or a stop was requested. The element is valid until
    /// the branch moves on. Throws format_error if the branch is more than `ahead` elements ahead of another.
    [[nodiscard]] pulled_element<Up> const* move_to(std::size_t branch, std::uint64_t position) {
        std::unique_lock lock{mutex_};
        auto& self = branches_[branch];
        self = {.position = position};
        while (position == end_) {
            if (pulling_ != nullptr) {
                auto const pulled_or_stopped = [&] { return pulling_ == nullptr || self.stop; };
                if (!wait(pulled_, lock, pulled_or_stopped) || self.stop) return nullptr;
            } else if (!pull(lock, self)) {
                return nullptr;
            }
        }
        return ring_[position % ring_.size()].get();
    }
    /// Removes a branch: no element is kept for it any more.
    void leave(std::size_t branch) noexcept {
        std::lock_guard const lock{mutex_};
        branches_[branch].position = ~std::uint64_t{};
    }
    /// Doubles the ring and allocates memory for elements as long as the last one, so that branches may be somewhat further apart
    /// later than before without an allocation.
    void reserve() {
        std::lock_guard const lock{mutex_};
        if (pulling_ != nullptr || end_ == 0) return;
        auto const used = std::min<std::uint64_t>(end_, ring_.size());
        enlarge(std::min(max_elements_, 2 * ring_.size() + 2));
        auto const& last = *ring_[(end_ - 1) % ring_.size()];
        for (std::uint64_t i = 0; i < ring_.size() - used; ++i)
            ring_[(end_ + i) % ring_.size()]->element.assign(last.element.get());
    }
    /// Makes a move_to() of this branch that waits return null. The other branches continue.
    void request_stop(std::size_t branch) noexcept {
        std::lock_guard const lock{mutex_};
        branches_[branch].stop = true;
        if (pulling_ == &branches_[branch]) detail::request_stop(up_);
        else pulled_.notify_all();
    }
    /// Returns true if there will never be an element at `position`.
    [[nodiscard]] bool ended(std::uint64_t position) const {
        std::lock_guard const lock{mutex_};
        // While a branch pulls, the upstream belongs to its thread: the last pull counts.
        return position == end_ && (pulling_ != nullptr ? ended_ : up_.ended());
    }
    [[nodiscard]] audio_format format() const {
        std::lock_guard const lock{mutex_};
        return format_;
    }

private:
    struct branch_state {
        std::uint64_t position = 0;   // of the element that the branch reads or reads next
        bool stop = false;            // request_stop() was called during this move_to()
    };

    /// Pulls one element for `branch`. The lock is released while the upstream works.
    [[nodiscard]] bool pull(std::unique_lock<std::mutex>& lock, const branch_state& branch) {
        auto& slot = free_slot();
        auto format = format_;
        pulling_ = &branch;
        lock.unlock();
        bool const has_element = slot.pull(up_, format);
        lock.lock();
        pulling_ = nullptr;
        format_ = format;
        end_ += has_element;
        ended_ = !has_element && up_.ended();
        pulled_.notify_all();
        return has_element;
    }
    /// Returns the slot of the next element, which no branch reads yet. Enlarges the ring if all slots are in use.
    [[nodiscard]] pulled_element<Up>& free_slot() {
        auto const slowest = std::ranges::min(branches_, {}, &branch_state::position).position;
        auto const in_use = end_ - slowest;   // at most ring_.size()
        if (in_use >= max_elements_)
            throw format_error("fork: a pipeline is more than ", max_elements_ - 1,
                               " elements ahead of another; pull them in turn or set a larger fork_options::ahead");
        if (in_use >= ring_.size()) enlarge(std::min(max_elements_, 2 * (ring_.size() + 1)));
        return *ring_[end_ % ring_.size()];
    }
    void enlarge(std::size_t size) {
        std::vector<std::unique_ptr<pulled_element<Up>>> larger(size);
        for (auto i = end_ - std::min<std::uint64_t>(end_, ring_.size()); i < end_; ++i)
            larger[i % size] = std::move(ring_[i % ring_.size()]);
        for (auto& slot : larger)
            if (!slot) slot = std::make_unique<pulled_element<Up>>();
        ring_ = std::move(larger);
    }

    Up up_;
    std::size_t max_elements_;
    std::vector<std::unique_ptr<pulled_element<Up>>> ring_;   // element i is in slot i % size
    std::vector<branch_state> branches_;
    std::uint64_t end_ = 0;   // number of elements pulled
    audio_format format_;
    bool ended_ = false;                      // the upstream had ended after the last pull
    branch_state const* pulling_ = nullptr;   // the branch whose thread pulls now
    mutable std::mutex mutex_;
    std::condition_variable pulled_;
};

}   // namespace symphonic::detail
#endif
