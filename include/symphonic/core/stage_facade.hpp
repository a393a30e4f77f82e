// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_STAGE_FACADE_HPP
#define SYMPHONIC_CORE_STAGE_FACADE_HPP

#include <utility>

#include <symphonic/core/detail/request_stop.hpp>
#include <symphonic/core/stream_facade.hpp>

namespace symphonic {

/// Base of the stream class of a stage that holds samples back until later ones arrive (chunks, frames, padding). Owns
/// the upstream and forwards format(). The class writes next(), get() and ended(): ended() must stay false while
/// held samples are still to come out. A class without ended() does not satisfy the concept stream.
/// D is the domain of the stage's elements, by default that of Up.
template <class Derived, class Up, domain D = domain_of<Up>>
class buffering_stage_facade : public stream_facade<Derived, D> {
public:
    /// The type of the upstream.
    using upstream_type = Up;

    /// Takes the upstream, as as_stream() returns it.
    constexpr buffering_stage_facade(Up up) : upstream_(std::move(up)) {}
    buffering_stage_facade(const buffering_stage_facade&,
                           detail::streams_are_move_only_use_std_move = {}) = delete;   // use std::move
    buffering_stage_facade(buffering_stage_facade&&) = default;
    buffering_stage_facade& operator=(buffering_stage_facade&&) = default;

    /// Returns the upstream's format. A stage that changes rate, channels or framing hides it with its own.
    [[nodiscard]] audio_format format() const { return upstream_.format(); }
    /// Forwards the request of another thread that a waiting next() returns.
    void request_stop() noexcept { detail::request_stop(upstream_); }

protected:
    /// The upstream.
    [[nodiscard]] Up& upstream() noexcept { return upstream_; }
    /// The upstream of a const stage.
    [[nodiscard]] const Up& upstream() const noexcept { return upstream_; }

private:
    Up upstream_;
};

/// Base of the stream class of a stage that produces at most one element for each upstream element and holds nothing
/// back. Owns the upstream and forwards ended() and format(), so the class writes only next() and get():
///
///     template <sj::frame_stream Up>
///     struct halved_stream : sj::stage_facade<halved_stream<Up>, Up> {
///         bool next() { return this->upstream().next(); }
///         auto get() const { return this->upstream().get().first(this->format().size / 2); }
///     };
///     inline constexpr auto halved = sj::stage_of<halved_stream>();
template <class Derived, class Up, domain D = domain_of<Up>>
class stage_facade : public buffering_stage_facade<Derived, Up, D> {
public:
    /// Takes the upstream, as as_stream() returns it.
    constexpr stage_facade(Up up) : buffering_stage_facade<Derived, Up, D>(std::move(up)) {}
    stage_facade(const stage_facade&, detail::streams_are_move_only_use_std_move = {}) = delete;   // use std::move
    stage_facade(stage_facade&&) = default;
    stage_facade& operator=(stage_facade&&) = default;

    /// Returns true if the upstream has ended.
    [[nodiscard]] bool ended() const { return this->upstream().ended(); }
};

}   // namespace symphonic
#endif
