// SPDX-License-Identifier: MIT
// sample_queue: what a stage carries from one block into the next, in one piece of memory, allocated once.
#ifndef SYMPHONIC_VIEWS_SAMPLE_QUEUE_HPP
#define SYMPHONIC_VIEWS_SAMPLE_QUEUE_HPP

#include <algorithm>
#include <span>
#include <vector>

namespace symphonic::detail {

template <class T>
class sample_queue {
public:
    /// Never holds more than `most`. In twice the memory a sample is moved to the front less than once, on average.
    explicit sample_queue(std::size_t most) : memory_(2 * most) {}

    [[nodiscard]] std::size_t size() const noexcept { return end_ - begin_; }
    [[nodiscard]] bool empty() const noexcept { return begin_ == end_; }
    [[nodiscard]] std::span<const T> get() const noexcept { return {memory_.data() + begin_, size()}; }

    void push(std::span<const T> samples) noexcept {
        std::copy(samples.begin(), samples.end(), room_for(samples.size()));
    }
    void push_zeros(std::size_t count) noexcept { std::fill_n(room_for(count), count, T{}); }
    void drop(std::size_t count) noexcept { begin_ += count; }
    void clear() noexcept { begin_ = end_ = 0; }

private:
    T* room_for(std::size_t count) noexcept {
        if (end_ + count > memory_.size()) {
            std::copy(memory_.data() + begin_, memory_.data() + end_, memory_.data());
            end_ = size();
            begin_ = 0;
        }
        end_ += count;
        return memory_.data() + end_ - count;
    }

    std::vector<T> memory_;
    std::size_t begin_ = 0, end_ = 0;
};

}   // namespace symphonic::detail
#endif
