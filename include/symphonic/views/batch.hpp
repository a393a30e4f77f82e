// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_BATCH_HPP
#define SYMPHONIC_VIEWS_BATCH_HPP

#include <algorithm>
#include <vector>

#include <symphonic/core/stage_facade.hpp>
#include <symphonic/core/stage_of.hpp>

namespace symphonic {
namespace detail {

template <upstream Up>
    requires std::copyable<owning_t<element_t<Up>>> && (!std::same_as<element_t<Up>, bool>)
class batch_stream : public buffering_stage_facade<batch_stream<Up>, Up, domain::none> {
    using base = buffering_stage_facade<batch_stream, Up, domain::none>;
    using value = owning_t<element_t<Up>>;

public:
    batch_stream(Up up, std::size_t size) : base(std::move(up)), size_(size) {}

    bool next() {
        if (this->moved_from()) return false;
        if (std::exchange(complete_, false)) count_ = 0;
        while (count_ < size_ && this->upstream().next()) {
            if (count_ < elements_.size()) elements_[count_] = this->upstream().get();
            else elements_.emplace_back(this->upstream().get());
            ++count_;
        }
        complete_ = count_ == size_ || (count_ > 0 && this->upstream().ended());
        return complete_;
    }
    [[nodiscard]] std::span<const value> get() const noexcept { return {elements_.data(), count_}; }
    /// False while a partial batch is held back: it becomes the last one.
    [[nodiscard]] bool ended() const {
        return this->moved_from() || ((complete_ || count_ == 0) && this->upstream().ended());
    }

private:
    std::size_t size_;
    std::vector<value> elements_;   // those after the first count_ keep their memory
    std::size_t count_ = 0;
    bool complete_ = false;   // the batch was delivered
};

struct batch_fn : stage_factory {
    [[nodiscard]] constexpr auto operator()(std::size_t size) const {
        require_count(size, "batch: ", size, " elements");
        return stage_of<batch_stream>(size);
    }
};

}   // namespace detail
namespace views {

/// Groups the elements: `batch(n)` gives spans of n elements. For work that costs less for many elements at once, such as a
/// transaction of a database or a call of a neural network.
/// - Input: any stream of copyable elements other than bool. Elements that view memory but are neither std::span nor block must be
///   copied to an owning type before.
/// - Output: `std::span<const V>` of n elements of the range_value_t V (numbers, paths, frame, audio_buffer), of domain none. The
///   format is that of the upstream.
/// - Tail: the last batch may be shorter. A live source that has no element now leaves the batch incomplete until it has.
/// - Lifetime: a batch is valid until the next ++. It owns copies of the elements.
/// - Errors: argument_error if n is 0 or greater than 2^44. After an exception of the upstream the next ++ completes the
///   batch.
/// - Cost: a copy of each element; the memory of one batch, allocated as the first batches are filled.
inline constexpr detail::batch_fn batch{};

}
}   // namespace symphonic
#endif
