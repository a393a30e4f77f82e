// SPDX-License-Identifier: MIT
// sample_queue: what a stage carries from one block into the next, in one piece of memory, allocated once.
#ifndef SYMPHONIC_VIEWS_DETAIL_SAMPLE_QUEUE_HPP
#define SYMPHONIC_VIEWS_DETAIL_SAMPLE_QUEUE_HPP

#include <algorithm>
#include <memory>
#include <span>

namespace symphonic::detail {

template <class T>
class sample_queue {
public:
    /// Never holds more than `most`. In three times the memory half of the samples, on average, are moved to the front once:
    /// all of a frame but its hop, each time the memory is used up.
    explicit sample_queue(std::size_t most) : memory_(most == 0 ? nullptr : new T[3 * most]), capacity_(3 * most) {}

    [[nodiscard]] std::size_t size() const noexcept { return end_ - begin_; }
    [[nodiscard]] bool empty() const noexcept { return begin_ == end_; }
    [[nodiscard]] std::span<const T> get() const noexcept { return {first() + begin_, size()}; }

    void push(std::span<const T> samples) noexcept {
        std::copy(samples.begin(), samples.end(), room_for(samples.size()));
    }
    void push_zeros(std::size_t count) noexcept { std::fill_n(room_for(count), count, T{}); }
    void drop(std::size_t count) noexcept { begin_ += count; }
    void clear() noexcept { begin_ = end_ = 0; }

private:
    [[nodiscard]] T* first() const noexcept { return memory_.get(); }
    T* room_for(std::size_t count) noexcept {
        if (end_ + count > capacity_) {
            std::copy(first() + begin_, first() + end_, first());
            end_ = size();
            begin_ = 0;
        }
        end_ += count;
        return first() + end_ - count;
    }

    std::unique_ptr<T[]> memory_;   // not initialised, unlike a vector
    std::size_t capacity_, begin_ = 0, end_ = 0;
};

}   // namespace symphonic::detail
#endif
