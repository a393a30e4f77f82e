// SPDX-License-Identifier: MIT
// stage_of: a stage made of a stream class, a user's own in one line.
#ifndef SYMPHONIC_CORE_STAGE_OF_HPP
#define SYMPHONIC_CORE_STAGE_OF_HPP

#include <symphonic/core/stage.hpp>

namespace symphonic {
namespace detail {

/// Stream<Up> can be named: the constraints of the class template hold.
template <template <class> class Stream, class Up> concept stream_class_takes = requires { typename Stream<Up>; };

template <template <class> class Stream, class Make>
struct made_stage : stage {
    [[no_unique_address]] Make make;
    constexpr explicit made_stage(Make m) : make(std::move(m)) {}
    template <upstream S>
        requires stream_class_takes<Stream, upstream_t<S>>
    [[nodiscard]] constexpr auto operator()(S&& stream) const {
        return make(as_stream(std::forward<S>(stream)));
    }
};

}   // namespace detail

/// The stage that puts a Stream<Up> behind whatever stands before it. Stream is a class template that derives from
/// stream_facade, an aggregate whose first member is Up, or a class with such a constructor; `arguments` follow, copied into
/// each pipeline. What Stream asks of Up, the stage asks of its upstream.
///
///     inline constexpr auto inverted = sj::stage_of<inverted_stream>();
///     constexpr auto clipped(float limit) { return sj::stage_of<clipped_stream>(limit); }
template <template <class> class Stream, std::copy_constructible... Args>
[[nodiscard]] constexpr auto stage_of(Args... arguments) {
    auto make = [arguments...]<class Up>(Up up) {
        if constexpr (std::is_aggregate_v<Stream<Up>>) return Stream<Up>{{}, std::move(up), arguments...};
        else return Stream<Up>(std::move(up), arguments...);
    };
    return detail::made_stage<Stream, decltype(make)>(std::move(make));
}

}   // namespace symphonic
#endif
