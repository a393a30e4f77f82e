// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_STAGE_OF_HPP
#define SYMPHONIC_CORE_STAGE_OF_HPP

#include <concepts>
#include <type_traits>
#include <utility>

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>

namespace symphonic {
namespace detail {

template <template <class> class Stream, class Make>
struct stage_from_class : stage {
    [[no_unique_address]] Make make;
    constexpr explicit stage_from_class(Make m) : make(std::move(m)) {}
    // The return type is spelled out, so that the stage is not invocable if Stream refuses its upstream.
    template <upstream S>
    [[nodiscard]] constexpr auto operator()(S&& stream) const -> Stream<upstream_t<S>> {
        return make(as_stream(std::forward<S>(stream)));
    }
};

}   // namespace detail

/// Returns the stage that applies the class template Stream: `stream | stage_of<Stream>(args...)` is
/// `Stream<Up>(up, args...)`. What Stream requires of Up, the stage requires of its upstream. `arguments` are copied into
/// each pipeline.
///
/// Stream is a class with the constructor (Up, args...), or an aggregate whose base is stage_facade<Stream<Up>, Up> or
/// buffering_stage_facade<Stream<Up>, Up>, or whose base is stream_facade and whose first member is Up. For a template
/// with further parameters pass an alias template:
///
///     inline constexpr auto inverted = sj::stage_of<inverted_stream>();
///     constexpr auto clipped(float limit) { return sj::stage_of<clipped_stream>(limit); }
template <template <class> class Stream, std::copy_constructible... Args>
[[nodiscard]] constexpr auto stage_of(Args... arguments) {
    auto make = [arguments...]<class Up>(Up up) {
        using result = Stream<Up>;
        constexpr bool facade_owns_upstream =
            std::derived_from<result, buffering_stage_facade<result, Up, result::element_domain>>;
        if constexpr (!std::is_aggregate_v<result>) return result(std::move(up), arguments...);
        else if constexpr (facade_owns_upstream) return result{{std::move(up)}, arguments...};
        else return result{stream_facade<result, result::element_domain>{}, std::move(up), arguments...};
    };
    return detail::stage_from_class<Stream, decltype(make)>(std::move(make));
}

}   // namespace symphonic
#endif
