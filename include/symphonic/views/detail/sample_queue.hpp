// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_DETAIL_SAMPLE_QUEUE_HPP
#define SYMPHONIC_VIEWS_DETAIL_SAMPLE_QUEUE_HPP

#include <algorithm>
#include <memory>
#include <span>

namespace symphonic::detail {

/// A queue of samples that are contiguous in memory. Allocates once, in the constructor.
template <class T>
class sample_queue {
public:
    /// Holds at most `max_size` samples. The memory is three times as large, so that samples move to its front only
    /// when it is used up: when each push adds one hop and the rest of a frame stays, about half of all samples move
    /// once.
    explicit sample_queue(std::size_t max_size)
        : memory_(max_size == 0 ? nullptr : new T[3 * max_size]), capacity_(3 * max_size) {}

    [[nodiscard]] std::size_t size() const noexcept { return end_ - begin_; }
    [[nodiscard]] bool empty() const noexcept { return begin_ == end_; }
    [[nodiscard]] std::span<const T> samples() const noexcept { return {memory_.get() + begin_, size()}; }

    void push(std::span<const T> samples) noexcept {
        std::copy(samples.begin(), samples.end(), extend(samples.size()));
    }
    void push_zeros(std::size_t count) noexcept { std::fill_n(extend(count), count, T{}); }
    /// Removes the oldest `count` samples.
    void pop(std::size_t count) noexcept { begin_ += count; }
    void clear() noexcept { begin_ = end_ = 0; }

private:
    /// Adds `count` uninitialised samples and returns a pointer to the first.
    T* extend(std::size_t count) noexcept {
        auto* const memory = memory_.get();
        if (end_ + count > capacity_) {
            std::copy(memory + begin_, memory + end_, memory);
            end_ = size();
            begin_ = 0;
        }
        end_ += count;
        return memory + end_ - count;
    }

    std::unique_ptr<T[]> memory_;   // not a vector, which would initialise it
    std::size_t capacity_, begin_ = 0, end_ = 0;
};

}   // namespace symphonic::detail
#endif
