// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_PREFETCH_HPP
#define SYMPHONIC_VIEWS_PREFETCH_HPP

#include <memory>

#include <symphonic/core/stage_of.hpp>
#include <symphonic/views/detail/upstream_thread.hpp>

namespace symphonic {
namespace detail {

template <upstream Up>
class prefetch_stream : public stream_facade<prefetch_stream<Up>> {
public:
    prefetch_stream(Up up, std::size_t ahead)
        : thread_(std::make_unique<upstream_thread<Up>>(std::move(up), ahead)), format_(thread_->initial_format()) {}

    bool next() {
        if (this->moved_from()) return false;
        current_ = thread_->next([] { return false; });
        if (current_ == nullptr) return false;
        if (current_->pulled.error) std::rethrow_exception(std::exchange(current_->pulled.error, nullptr));
        format_ = current_->format;
        return current_->filled;
    }
    [[nodiscard]] decltype(auto) get() const { return current_->pulled.element.get(); }
    [[nodiscard]] bool ended() const { return this->moved_from() || thread_->ended(); }
    [[nodiscard]] audio_format format() const noexcept { return format_; }
    void request_stop() noexcept {
        if (!this->moved_from()) thread_->request_stop();
    }

private:
    std::unique_ptr<upstream_thread<Up>> thread_;
    typename upstream_thread<Up>::slot* current_ = nullptr;
    audio_format format_;
};

struct prefetch_fn : stage_factory {
    [[nodiscard]] constexpr auto operator()(std::size_t ahead) const {
        require_count(ahead, "prefetch: ", ahead, " elements ahead");
        return stage_of<prefetch_stream>(ahead);
    }
};

}   // namespace detail
namespace views {

/// Runs the stages before it in another thread: `prefetch(n)` keeps up to n elements ready.
/// - Input: any stream. Elements that view memory but are neither std::span nor block (for example std::string_view)
///   must be copied to an owning type before prefetch.
/// - Output: the same elements, domain and format.
/// - Tail: none.
/// - Lifetime: an element is valid until the next ++. A borrowed upstream must not be used by other code until next()
///   has returned false or thrown, or the pipeline is destroyed. Elements that were read ahead are lost when the
///   pipeline is destroyed. If a borrowed reader was waiting for pipe data at that moment, it has ended and cannot be
///   used further.
/// - Errors: an exception of the upstream is thrown once, in place of the element; the following elements can still be
///   pulled. argument_error if n is 0 or too large. std::system_error from the first next() if the thread cannot be
///   created.
/// - Cost: a copy of each element and a lock; n + 1 elements in memory, allocated by the other thread.
/// - Threads: the thread starts with the first next(). Destroying the pipeline stops it: a source that waits must have
///   request_stop() or poll stop_requested(), as push_source and read(standard_input) do. A std::istream cannot be
///   interrupted, nor a source before a standard view.
inline constexpr detail::prefetch_fn prefetch{};

}
}   // namespace symphonic
#endif
