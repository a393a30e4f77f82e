// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_STREAM_FACADE_HPP
#define SYMPHONIC_CORE_STREAM_FACADE_HPP

#include <cstddef>
#include <iterator>
#include <utility>

#include <symphonic/core/detail/stream_state.hpp>
#include <symphonic/core/owning.hpp>
#include <symphonic/core/stream.hpp>
#include <symphonic/core/strided_span.hpp>   // for block::channel()

namespace symphonic {

/// Sentinel of every stream.
struct end_of_stream {};

namespace detail {
/// Second parameter of the deleted copy constructors of streams, because compilers print its name when a stream is copied. Two
/// copies would pull from one source.
struct streams_are_move_only_use_std_move {};
}   // namespace detail

/// Base of every stream class: `class noise : public stream_facade<noise, domain::samples>`. Makes a class with the pull
/// protocol (see the concept stream) a move-only, single-pass std::ranges::input_range.
///
/// begin() pulls the first element. After a `break` a second loop goes on with the following element; so does a second
/// loop after a live source had no element.
///
/// Moving a stream invalidates its iterators. A moved-from stream has ended: a loop over it does nothing. A class whose next()
/// uses members that are empty after a move checks moved_from() first.
///
/// D is the domain of the elements. By default it is that of the first template argument of Derived, its upstream, or
/// domain::none if there is none. Stages with one upstream derive from stage_facade or buffering_stage_facade.
template <class Derived, domain D = domain_of<detail::first_argument_t<Derived>>>
class stream_facade {
public:
    /// The domain of the elements.
    static constexpr domain element_domain = D;

    /// Input iterator; `*i` is the stream's current element.
    class iterator {
    public:
        using iterator_concept = std::input_iterator_tag;
        using difference_type = std::ptrdiff_t;
        using value_type = owning_t<decltype(std::declval<const Derived&>().get())>;

        /// Pulls the first element.
        explicit iterator(Derived& stream) : stream_(!stream.moved_from() && stream.next() ? &stream : nullptr) {}
        iterator(iterator&&) = default;
        iterator& operator=(iterator&&) = default;

        [[nodiscard]] decltype(auto) operator*() const { return std::as_const(*stream_).get(); }
        iterator& operator++() {
            if (!stream_->next()) stream_ = nullptr;
            return *this;
        }
        void operator++(int) { ++*this; }
        /// True if the stream had no element at the last pull.
        [[nodiscard]] bool at_end() const noexcept { return stream_ == nullptr; }
        [[nodiscard]] friend bool operator==(const iterator& i, end_of_stream) noexcept { return i.at_end(); }

    private:
        Derived* stream_;
    };

    stream_facade() = default;
    stream_facade(const stream_facade&, detail::streams_are_move_only_use_std_move = {}) = delete;   // use std::move
    /// The stream that is moved from has ended afterwards.
    stream_facade(stream_facade&& other) noexcept
        : state_(std::exchange(other.state_, detail::stream_state::moved_from)) {}
    /// The stream that is assigned has ended afterwards.
    stream_facade& operator=(stream_facade&& other) noexcept {
        auto const state = std::exchange(other.state_, detail::stream_state::moved_from);
        state_ = state;   // also correct if a stream is assigned to itself
        return *this;
    }
    /// Marks the stream as destroyed, for a pipeline that still borrows it.
    ~stream_facade() { const_cast<volatile detail::stream_state&>(state_) = detail::stream_state::destroyed; }

    /// Pulls the next element and returns an iterator to it. Throws what next() throws.
    [[nodiscard]] auto begin() { return iterator(static_cast<Derived&>(*this)); }
    void begin() const = delete;   // the stream is const, but reading changes it: declare it without const
    [[nodiscard]] end_of_stream end() const noexcept { return {}; }

    /// Returns true if the stream was moved into another one, for example into a pipeline.
    [[nodiscard]] bool moved_from() const noexcept { return state_ != detail::stream_state::live; }
    /// Throws format_error if the stream was destroyed. Called by pipelines that borrow it. Reading a destroyed object is undefined,
    /// so this finds the mistake only while the memory is accessible; AddressSanitizer always reports it here.
    void require_not_destroyed() const {
        if (state_ != detail::stream_state::live && state_ != detail::stream_state::moved_from) [[unlikely]]
            throw_destroyed();
    }

private:
    [[noreturn, gnu::cold, gnu::noinline]] static void throw_destroyed() {
        throw format_error(
            "|: the stream that this pipeline borrows was destroyed; move it into the pipeline with std::move, "
            "or keep it as long as the pipeline");
    }

    detail::stream_state state_ = detail::stream_state::live;
};

}   // namespace symphonic
#endif
