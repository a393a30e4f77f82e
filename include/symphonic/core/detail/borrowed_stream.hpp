// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_DETAIL_BORROWED_STREAM_HPP
#define SYMPHONIC_CORE_DETAIL_BORROWED_STREAM_HPP

#include <utility>

#include <symphonic/core/detail/request_stop.hpp>
#include <symphonic/core/stream_facade.hpp>

namespace symphonic::detail {

/// Refers to an lvalue stream, which must outlive the pipeline.
template <stream S>
class borrowed_stream : public stream_facade<borrowed_stream<S>> {
public:
    explicit borrowed_stream(S& stream) noexcept : stream_(&stream) {}
    bool next() {
        if (this->moved_from()) return false;
        if constexpr (requires { stream_->require_not_destroyed(); }) stream_->require_not_destroyed();
        return !source_moved_from() && stream_->next();
    }
    [[nodiscard]] decltype(auto) get() const { return std::as_const(*stream_).get(); }
    [[nodiscard]] bool ended() const { return this->moved_from() || source_moved_from() || stream_->ended(); }
    [[nodiscard]] audio_format format() const { return stream_->format(); }
    void request_stop() noexcept { detail::request_stop(*stream_); }

private:
    [[nodiscard]] bool source_moved_from() const noexcept {
        if constexpr (requires { stream_->moved_from(); }) return stream_->moved_from();
        else return false;
    }

    S* stream_;
};

template <stream S> inline constexpr bool has_borrowed_source<borrowed_stream<S>> = true;

}   // namespace symphonic::detail
#endif
