// SPDX-License-Identifier: MIT
// stream: the pull protocol, and the facade that makes a class with it a standard range.
//
//     bool next();             goes to the next element, does all the work; false: nothing now
//     auto get() const;        lends that element until the following next(); free, so ask again rather than keep it
//     bool ended() const;      after false: nothing ever again. A live source may have more later: call next() again then
//     audio_format format();   what is known before the first element is
//
#ifndef SYMPHONIC_CORE_STREAM_HPP
#define SYMPHONIC_CORE_STREAM_HPP

#include <concepts>
#include <cstddef>
#include <span>   // brings the iterator concepts; <iterator> alone costs more to compile
#include <type_traits>
#include <utility>

#include <symphonic/core/domain.hpp>
#include <symphonic/core/format.hpp>
#include <symphonic/core/owned.hpp>

namespace symphonic {

template <class S>
concept stream = std::movable<S> && requires(S& s, const S& seen) {
    { s.next() } -> std::same_as<bool>;
    seen.get();
    { seen.ended() } -> std::same_as<bool>;
    { seen.format() } -> std::convertible_to<audio_format>;
};

/// The domain of a stream's elements; none for whatever is not a stream of ours.
template <class S> inline constexpr domain domain_of = domain::none;
template <class S>
    requires requires { std::remove_cvref_t<S>::carries; }
inline constexpr domain domain_of<S> = std::remove_cvref_t<S>::carries;

namespace detail {

/// The domain of a stream class that names none: that of its first template argument, its upstream.
template <class S> inline constexpr domain inherited_domain = domain::none;
template <template <class...> class S, class Up, class... Rest>
inline constexpr domain inherited_domain<S<Up, Rest...>> = domain_of<Up>;
template <template <class, auto...> class S, class Up, auto... Rest>
    requires(sizeof...(Rest) > 0)
inline constexpr domain inherited_domain<S<Up, Rest...>> = domain_of<Up>;

/// Whether somebody else may move a stream on: it is borrowed, or what stands before it is.
template <class S> inline constexpr bool is_borrowed = false;
template <template <class...> class S, class Up, class... Rest>
inline constexpr bool is_borrowed<S<Up, Rest...>> = is_borrowed<Up>;
template <template <class, auto...> class S, class Up, auto... Rest>
    requires(sizeof...(Rest) > 0)
inline constexpr bool is_borrowed<S<Up, Rest...>> = is_borrowed<Up>;

}   // namespace detail

struct end_of_stream {};

/// Base of every stream class, the user's as ours (`struct mine : stream_facade<mine<Up>>`): makes what follows the
/// protocol a single-pass std::ranges::input_range. begin() pulls the first element. After a `break` a second loop goes
/// on with the element that follows, and so it does after a loop that ended because a live source had nothing.
/// A class template whose first argument is its upstream, and the others all types or all values, has the upstream's
/// domain unless D says otherwise; any other class has the domain none.
/// Moving a stream invalidates its iterators; the stream itself goes on.
template <class Derived, domain D = detail::inherited_domain<Derived>>
class stream_facade {
public:
    static constexpr domain carries = D;

    class iterator {
    public:
        using iterator_concept = std::input_iterator_tag;
        using difference_type = std::ptrdiff_t;
        using value_type = owner_t<decltype(std::declval<const Derived&>().get())>;

        explicit iterator(Derived& stream) : stream_(stream.next() ? &stream : nullptr) {}
        iterator(iterator&&) = default;
        iterator& operator=(iterator&&) = default;

        [[nodiscard]] decltype(auto) operator*() const { return std::as_const(*stream_).get(); }
        iterator& operator++() {
            if (!stream_->next()) stream_ = nullptr;
            return *this;
        }
        void operator++(int) { ++*this; }
        [[nodiscard]] bool at_end() const noexcept { return stream_ == nullptr; }
        [[nodiscard]] friend bool operator==(const iterator& i, end_of_stream) noexcept { return i.at_end(); }

    private:
        Derived* stream_;
    };

    stream_facade() = default;
    stream_facade(stream_facade&&) = default;   // move-only: two copies would pull from one source
    stream_facade& operator=(stream_facade&&) = default;

    [[nodiscard]] auto begin() { return iterator(static_cast<Derived&>(*this)); }
    [[nodiscard]] end_of_stream end() const noexcept { return {}; }
};

}   // namespace symphonic
#endif
