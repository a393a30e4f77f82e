// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CACHE_MEMOIZE_HPP
#define SYMPHONIC_CACHE_MEMOIZE_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include <symphonic/cache/detail/hashed_element.hpp>
#include <symphonic/cache/lru_cache.hpp>
#include <symphonic/core/detail/span_of.hpp>

namespace symphonic {
namespace detail {

template <class A> concept range_argument =
    contiguous_range<const A> && hashed_element<std::remove_cv_t<item_of<const A>>>;
/// Arguments that are hashed and compared by their bytes. So NaN equals itself, and -0.0 is not 0.0, because 1 / x
/// differs.
template <class A>
concept bytes_argument = range_argument<A> || hashed_floating<A> || hashed_complex<A> || std::same_as<A, long double>;

template <bytes_argument A> [[nodiscard]] std::string_view bytes_of_argument(const A& a) noexcept {
    if constexpr (range_argument<A>) {
        auto const bytes = std::as_bytes(span_of(a));
        return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
    } else if constexpr (std::same_as<A, long double>) {   // of x86: 10 bytes and padding
        return {reinterpret_cast<char const*>(&a), std::numeric_limits<A>::digits == 64 ? 10 : sizeof a};
    } else {
        return {reinterpret_cast<char const*>(&a), sizeof a};
    }
}

/// Compares std::tuple<A...> with a tuple of references to the same types. Compares the values in a std::optional and a
/// std::variant as arguments of their own types.
struct arguments_equal {
    using is_transparent = void;
    [[nodiscard]] bool operator()(const auto& a, const auto& b) const {
        return std::apply(
            [&](const auto&... x) { return std::apply([&](const auto&... y) { return (equal(x, y) && ...); }, b); }, a);
    }

private:
    template <class A> [[nodiscard]] static bool equal(const A& a, const A& b) {
        if constexpr (bytes_argument<A>) return bytes_of_argument(a) == bytes_of_argument(b);
        else return a == b;
    }
    template <class A> [[nodiscard]] static bool equal(const std::optional<A>& a, const std::optional<A>& b) {
        return a.has_value() == b.has_value() && (!a || equal(*a, *b));
    }
    template <class... A> [[nodiscard]] static bool equal(const std::variant<A...>& a, const std::variant<A...>& b) {
        if (a.index() != b.index()) return false;
        auto const same = []<class X, class Y>(const X& x, const Y& y) {
            if constexpr (std::same_as<X, Y>) return equal(x, y);
            else return false;
        };
        return a.valueless_by_exception() || std::visit(same, a, b);
    }
};
struct arguments_hash {
    using is_transparent = void;
    template <class... A> [[nodiscard]] std::uint64_t operator()(const std::tuple<A...>& arguments) const {
        std::uint64_t combined = sizeof...(A);
        std::apply([&](const auto&... a) { ((combined = spread_bits(combined ^ hash(a)) + 1), ...); }, arguments);
        return combined;
    }

private:
    template <class A> [[nodiscard]] static std::size_t hash(const A& a) {
        if constexpr (bytes_argument<A>) return std::hash<std::string_view>{}(bytes_of_argument(a));
        else return std::hash<A>{}(a);
    }
    template <class A> [[nodiscard]] static std::size_t hash(const std::optional<A>& a) { return a ? hash(*a) : 0; }
    template <class... A> [[nodiscard]] static std::size_t hash(const std::variant<A...>& a) {
        return a.valueless_by_exception() ? 0 : std::visit([](const auto& x) { return hash(x); }, a);
    }
};

/// Arguments that arguments_hash can hash.
template <class A> concept hashed_argument = bytes_argument<A> || requires(const A& a) { std::hash<A>{}(a); };

/// Arguments that a key can own: not a reference, a pointer or a view, nor a std::optional or std::variant of one.
template <class A>
inline constexpr bool is_owned = std::regular<A> && !std::is_pointer_v<A> && !std::ranges::enable_view<A>;
template <class A> inline constexpr bool is_owned<std::optional<A>> = is_owned<A>;
template <class... A> inline constexpr bool is_owned<std::variant<A...>> = (is_owned<A> && ...);
template <class A> concept owned_argument = is_owned<A>;

template <class F, class Signature> class memoized;

/// The type that memoize() returns for an F with the parameters Args. Any thread may call it at any time. Can be moved;
/// a moved-from object may only be destroyed or assigned to.
template <class F, class Result, class... Args>
class memoized<F, Result(Args...)> {
    static_assert((owned_argument<Args> && ...),
                  "memoize: expected a function that takes values: what a reference, a view or a pointer refers to "
                  "may change or be destroyed");
    static_assert(((!owned_argument<Args> || hashed_argument<Args>) && ...),
                  "memoize: the type of an argument needs a std::hash");
    static_assert(!std::is_void_v<Result>, "memoize: expected a function that returns a value");

public:
    using value_type = std::decay_t<Result>;   ///< what a call returns
    /// The type of the cache.
    using cache_type = lru_cache<std::tuple<Args...>, value_type, lru, arguments_hash, arguments_equal>;
    using options = typename cache_type::options;   ///< what memoize() takes

    memoized(F f, options given) : cache_(std::move(given)), function_(std::make_unique<F>(std::move(f))) {}

    /// Returns a copy of the stored result for these arguments, or calls the function.
    value_type operator()(const Args&... args) const {
        return *cache_.get_or_compute(std::tie(args...), [&]() -> value_type { return (*function_)(args...); });
    }
    /// Returns the cache, for its statistics and limits.
    [[nodiscard]] cache_type& cache() const noexcept { return cache_; }

private:
    mutable cache_type cache_;
    std::unique_ptr<F> function_;
};

/// The signature of a function or of a class with one operator(): R(Args...).
template <class> struct signature;
template <class R, class... Args> struct signature<std::function<R(Args...)>> {
    using type = R(Args...);
};
template <class F> using signature_of = typename signature<decltype(std::function{std::declval<F>()})>::type;

}   // namespace detail

/// Returns a function with the parameters of f that calls f once for each list of arguments and then returns copies of
/// the stored result, within the limits of a cache: memoize(f, {.max_entries = 128, .ttl = 10min}). Its member cache()
/// is the lru_cache.
///
/// - Parameters of f: values of regular types with a std::hash, or contiguous ranges of numbers. The cache owns them as
///   keys. A reference, a pointer or a view does not compile. Floating-point arguments, also in a std::optional or
///   std::variant, are equal if their bits are; arguments of your own types if operator== says so.
/// - Threads: any may call it. If several call it with equal arguments at once, one calls f and all return its result.
/// - Errors: an exception of f leaves all waiting calls and is not stored. Throws recursive_load if f waits for its own
///   result.
/// - Cost: a hit hashes and compares the arguments under the lock and copies the result; it does not allocate by
///   itself. max_bytes does not count the arguments: for large ones use an lru_cache with content keys.
template <class F, class Memoized = detail::memoized<F, detail::signature_of<F>>>
[[nodiscard]] Memoized memoize(F f, typename Memoized::options options = {}) {
    return Memoized(std::move(f), std::move(options));
}
/// The same for a function whose operator() is a template or overloaded: memoize<int, double>(f) takes an int and a
/// double.
template <class First, class... Args, class F,
          class Memoized = detail::memoized<F, std::invoke_result_t<F&, First, Args...>(First, Args...)>>
[[nodiscard]] Memoized memoize(F f, typename Memoized::options options = {}) {
    return Memoized(std::move(f), std::move(options));
}

}   // namespace symphonic
#endif
