// SPDX-License-Identifier: MIT
// timed: a function that measures its calls.
#ifndef SYMPHONIC_PROFILE_TIMED_HPP
#define SYMPHONIC_PROFILE_TIMED_HPP

#include <concepts>
#include <type_traits>

#include <symphonic/profile/profile.hpp>

namespace symphonic {
namespace detail {

/// std::invoke, for which <functional> would be needed.
template <class F, class... A> [[gnu::always_inline]] constexpr decltype(auto) call_with(F&& f, A&&... a) {
    return std::forward<F>(f)(std::forward<A>(a)...);
}
template <class M, class C, class Object, class... A>
constexpr decltype(auto) call_with(M C::* member, Object&& object, A&&... a) {
    auto&& target = [&]() -> decltype(auto) {
        if constexpr (std::is_base_of_v<C, std::remove_cvref_t<Object>>) return std::forward<Object>(object);
        else if constexpr (requires { *std::forward<Object>(object); }) return *std::forward<Object>(object);
        else return object.get();   // std::reference_wrapper
    }();
    if constexpr (std::is_function_v<M>) return (std::forward<decltype(target)>(target).*member)(std::forward<A>(a)...);
    else return std::forward<decltype(target)>(target).*member;
}

/// Calls F, once each time, with what it is given.
template <class F> class timed_function {
public:
    timed_function(profile::label name, F f) noexcept(std::is_nothrow_move_constructible_v<F>)
        : name_(name), function_(std::move(f)) {}

    template <class... A>
        requires std::is_invocable_v<F&, A...>
    decltype(auto) operator()(A&&... a) & noexcept(std::is_nothrow_invocable_v<F&, A...>) {
        profile::scope const s{name_};
        return call_with(function_, std::forward<A>(a)...);
    }
    template <class... A>
        requires std::is_invocable_v<const F&, A...>
    decltype(auto) operator()(A&&... a) const& noexcept(std::is_nothrow_invocable_v<const F&, A...>) {
        profile::scope const s{name_};
        return call_with(function_, std::forward<A>(a)...);
    }
    template <class... A>
        requires std::is_invocable_v<F, A...>
    decltype(auto) operator()(A&&... a) && noexcept(std::is_nothrow_invocable_v<F, A...>) {
        profile::scope const s{name_};
        return call_with(std::move(function_), std::forward<A>(a)...);
    }
    template <class... A>
        requires std::is_invocable_v<const F, A...>
    decltype(auto) operator()(A&&... a) const&& noexcept(std::is_nothrow_invocable_v<const F, A...>) {
        profile::scope const s{name_};
        return call_with(std::move(function_), std::forward<A>(a)...);
    }

private:
    profile::label name_;
    F function_;
};

}   // namespace detail

/// f, each of whose calls is a scope of that name in the profile, which must outlive it. Arguments, results (references and
/// nothing, too), exceptions and noexcept are those of f, any callable that can be moved. It may be called in many threads
/// at once if f may.
template <class F>
[[nodiscard]] auto timed(profile& into, std::string_view name, F&& f) {
    return detail::timed_function<std::decay_t<F>>(into.named(name), std::forward<F>(f));
}

}   // namespace symphonic
#endif
