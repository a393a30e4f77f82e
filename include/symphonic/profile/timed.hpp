// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PROFILE_TIMED_HPP
#define SYMPHONIC_PROFILE_TIMED_HPP

#include <functional>
#include <type_traits>
#include <utility>

#include <symphonic/profile/profile.hpp>

namespace symphonic {
namespace detail {

struct call_in_scope {
    profile::label name;

    template <class F, class... A>
        requires std::is_invocable_v<F, A...>
    decltype(auto) operator()(F&& f, A&&... a) const noexcept(std::is_nothrow_invocable_v<F, A...>) {
        profile::scope const s{name};
        return std::invoke(std::forward<F>(f), std::forward<A>(a)...);
    }
};

}   // namespace detail

/// Returns a function object that calls f and measures each call as a scope `name` of the profile, which must outlive it.
/// Arguments, result, exceptions and noexcept are those of f, any callable object that can be moved. May be called in several
/// threads at a time if f may. Cost: a scope, see profile.
template <class F>
[[nodiscard]] auto timed(profile& owner, std::string_view name, F&& f) {
    return std::bind_front(detail::call_in_scope{owner.named(name)}, std::forward<F>(f));
}

}   // namespace symphonic
#endif
