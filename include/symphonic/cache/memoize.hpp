// SPDX-License-Identifier: MIT
// memoize: a function that remembers what it gave.
#ifndef SYMPHONIC_CACHE_MEMOIZE_HPP
#define SYMPHONIC_CACHE_MEMOIZE_HPP

#include <tuple>

#include <symphonic/cache/content_hash.hpp>
#include <symphonic/cache/lru_cache.hpp>

namespace symphonic {
namespace detail {

/// Ranges whose bytes are their value: compared and hashed as such.
template <class A> concept argument_by_bytes =
    contiguous_range<const A> && hashed_element<std::remove_cv_t<item_of<const A>>>;

/// Floating arguments are the same where their bits are: NaN is found again, and -0.0 is not 0.0, for 1 / x is not.
template <class A> [[nodiscard]] bool same_argument(const A& a, const A& b) {
    if constexpr (argument_by_bytes<A>) {
        auto const x = std::as_bytes(span_of(a)), y = std::as_bytes(span_of(b));
        return x.size() == y.size() && (x.empty() || __builtin_memcmp(x.data(), y.data(), x.size()) == 0);
    } else if constexpr (hashed_floating<A> || hashed_complex<A>) {
        return __builtin_memcmp(&a, &b, sizeof a) == 0;
    } else {
        return a == b;
    }
}
template <class A> [[nodiscard]] std::size_t hash_of_argument(const A& a) {
    if constexpr (argument_by_bytes<A> || hashed_floating<A> || hashed_complex<A>) {
        return static_cast<std::size_t>(content_hash(std::string_view{}, a).low);
    } else {
        static_assert(requires { std::hash<A>{}(a); }, "memoize: an argument's type needs a std::hash");
        return std::hash<A>{}(a);
    }
}

struct arguments_equal {
    using is_transparent = void;
    template <class... A, class... B>
    [[nodiscard]] bool operator()(const std::tuple<A...>& a, const std::tuple<B...>& b) const {
        return each(a, b, std::index_sequence_for<A...>{});
    }

private:
    template <std::size_t... I> [[nodiscard]] static bool each(const auto& a, const auto& b,
                                                               std::index_sequence<I...>) {
        return (same_argument(std::get<I>(a), std::get<I>(b)) && ...);
    }
};
struct arguments_hash {
    using is_transparent = void;
    template <class... A> [[nodiscard]] std::size_t operator()(const std::tuple<A...>& arguments) const {
        std::uint64_t hash = sizeof...(A);
        std::apply([&](const auto&... a) { ((hash = scattered(hash ^ hash_of_argument(a)) + 1), ...); }, arguments);
        return static_cast<std::size_t>(hash);
    }
};

/// What a function is called with and gives, where it says so itself.
template <class Result, class... Args> struct call_of {
    using result = Result;
    using arguments = std::tuple<Args...>;
};
template <class> struct member_call;
template <class R, class F, class... A> struct member_call<R (F::*)(A...)> : call_of<R, A...> {};
template <class R, class F, class... A> struct member_call<R (F::*)(A...) const> : call_of<R, A...> {};
template <class R, class F, class... A> struct member_call<R (F::*)(A...) noexcept> : call_of<R, A...> {};
template <class R, class F, class... A> struct member_call<R (F::*)(A...) const noexcept> : call_of<R, A...> {};
template <class F> struct call;   // of others, as a generic one, nothing: they may be told what they are called with
template <class F>
    requires requires { &F::operator(); }
struct call<F> : member_call<decltype(&F::operator())> {};
template <class R, class... A> struct call<R (*)(A...)> : call_of<R, A...> {};
template <class R, class... A> struct call<R (*)(A...) noexcept> : call_of<R, A...> {};

/// Whether a key can own it.
template <class A> concept owned_argument = std::regular<A> && !std::is_pointer_v<A> && !std::ranges::enable_view<A>;

template <class F, class Result, class Arguments> class memoized;

}   // namespace detail

/// What memoize() gives. Any thread may call it at any time; the function is called by one thread for a key, and by several at once
/// for several keys. May be moved, and is not to be called then.
template <class F, class Result, class... Args>
class detail::memoized<F, Result, std::tuple<Args...>> {
    static_assert((owned_argument<Args> && ...), "memoize: expected a function that takes values: a reference, a view "
                                                 "or a pointer would be remembered for what it "
                                                 "refers to, which may change or be gone");
    static_assert(!std::is_void_v<Result>, "memoize: expected a function that gives a value");

public:
    using value_type = std::decay_t<Result>;
    using cache_type = lru_cache<std::tuple<Args...>, value_type, lru, arguments_hash, arguments_equal>;
    using options = typename cache_type::options;

    memoized(F f, options given) : cache_(std::move(given)), function_(std::make_unique<F>(std::move(f))) {}

    value_type operator()(const Args&... args) const {
        return *cache_.get_or_compute(std::tie(args...), [&]() -> value_type { return (*function_)(args...); });
    }
    /// To be asked, cleared, resized.
    [[nodiscard]] cache_type& cache() const noexcept { return cache_; }

private:
    mutable cache_type cache_;
    std::unique_ptr<F> function_;
};

/// A function of the same arguments that calls f once for each list of them and then gives copies of what f gave, as long as the
/// limits allow. f takes values of regular types, which the cache owns as its keys, each with a std::hash or a contiguous range of
/// numbers, and gives a value. Threads that ask for the same at once share one call; what f throws goes to all of them and is
/// not remembered; recursive_load where f comes to ask for what it is computing.
/// Options are those of a cache: memoize(f, {.max_entries = 128, .ttl = 10min}).
/// Cost: a hit hashes and compares the arguments, copies the result, and does not allocate for itself. They are compared under the
/// cache's lock, and not weighed: for large ones an lru_cache with content keys is better.
template <class F,
          class Memoized = detail::memoized<F, typename detail::call<F>::result, typename detail::call<F>::arguments>>
[[nodiscard]] Memoized memoize(F f, typename Memoized::options options = {}) {
    return Memoized(std::move(f), std::move(options));
}
/// Of a function that says nothing of its arguments, as a generic lambda: memoize<int, double>(f).
template <class First, class... Args, class F,
          class Memoized = detail::memoized<F, std::invoke_result_t<F&, First, Args...>, std::tuple<First, Args...>>>
[[nodiscard]] Memoized memoize(F f, typename Memoized::options options = {}) {
    return Memoized(std::move(f), std::move(options));
}

}   // namespace symphonic
#endif
