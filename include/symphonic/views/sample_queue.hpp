// SPDX-License-Identifier: MIT
// sample_queue: what a stage carries from one block into the next, in one piece of memory, allocated once.
#ifndef SYMPHONIC_VIEWS_SAMPLE_QUEUE_HPP
#define SYMPHONIC_VIEWS_SAMPLE_QUEUE_HPP

#include <algorithm>
#include <span>
#include <utility>

namespace symphonic::detail {

template <class T>
class sample_queue {
public:
    /// Never holds more than `most`. In three times the memory half of the samples, on
    /// average, are moved to the front once: all of a frame but its hop, each time the memory is used up.
    explicit sample_queue(std::size_t most) : memory_(most == 0 ? nullptr : new T[3 * most]), capacity_(3 * most) {}
    sample_queue(sample_queue&& other) noexcept
        : memory_(std::exchange(other.memory_, nullptr)), capacity_(std::exchange(other.capacity_, 0)),
          begin_(std::exchange(other.begin_, 0)), end_(std::exchange(other.end_, 0)) {}
    sample_queue& operator=(sample_queue&& other) noexcept {
        std::swap(memory_, other.memory_);
        std::swap(capacity_, other.capacity_);
        std::swap(begin_, other.begin_);
        std::swap(end_, other.end_);
        return *this;
    }
    ~sample_queue() { delete[] memory_; }

    [[nodiscard]] std::size_t size() const noexcept { return end_ - begin_; }
    [[nodiscard]] bool empty() const noexcept { return begin_ == end_; }
    [[nodiscard]] std::span<const T> get() const noexcept { return {memory_ + begin_, size()}; }

    void push(std::span<const T> samples) noexcept {
        std::copy(samples.begin(), samples.end(), room_for(samples.size()));
    }
    void push_zeros(std::size_t count) noexcept { std::fill_n(room_for(count), count, T{}); }
    void drop(std::size_t count) noexcept { begin_ += count; }
    void clear() noexcept { begin_ = end_ = 0; }

private:
    T* room_for(std::size_t count) noexcept {
        if (end_ + count > capacity_) {
            std::copy(memory_ + begin_, memory_ + end_, memory_);
            end_ = size();
            begin_ = 0;
        }
        end_ += count;
        return memory_ + end_ - count;
    }

    T* memory_;   // not initialised: a vector would be
    std::size_t capacity_, begin_ = 0, end_ = 0;
};

}   // namespace symphonic::detail
#endif
