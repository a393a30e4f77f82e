// SPDX-License-Identifier: MIT
// Vectors of numbers: types, loads and stores, loops, and arithmetic with the same rounding on every instruction set.
#ifndef SYMPHONIC_SIMD_DETAIL_VECTOR_HPP
#define SYMPHONIC_SIMD_DETAIL_VECTOR_HPP

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <symphonic/simd/detail/kernel.hpp>

namespace symphonic::detail {

/// A vector of N numbers of type T, or T itself if N is 1.
template <class T, std::size_t N> struct vector_of {
    using type [[gnu::vector_size(N * sizeof(T))]] = T;
};
template <class T> struct vector_of<T, 1> {
    using type = T;
};
template <class T, std::size_t N> using vector_t = typename vector_of<T, N>::type;

/// How many numbers of type T a register of the target holds; 1 for the scalar target.
template <class Target, class T>
inline constexpr std::size_t width = Target::set == instruction_set::scalar ? 1 : Target::bytes / sizeof(T);
/// A register of the target: width<Target, T> numbers.
template <class Target, class T> using vec = vector_t<T, width<Target, T>>;

/// Implements unroll().
template <class F, std::size_t... K>
SYMPHONIC_KERNEL constexpr void unroll_over(const F& f, std::index_sequence<K...>) {
    (f(K), ...);
}
/// Calls f(0), f(1), ... f(N - 1). For arrays of sums, which stay in registers over the iterations of an outer loop: with
/// SYMPHONIC_UNROLL, which compiles faster, GCC copies each register in each iteration.
template <std::size_t N, class F> SYMPHONIC_KERNEL constexpr void unroll(const F& f) {
    unroll_over(f, std::make_index_sequence<N>{});
}

// Loads and stores of a vector or a number, at any alignment.
template <class V, class T> SYMPHONIC_KERNEL constexpr void load(V& to, T const* from) noexcept {
    if constexpr (std::is_same_v<V, T>) to = *from;
    else __builtin_memcpy(&to, from, sizeof to);
}
template <class V, class T> SYMPHONIC_KERNEL constexpr void store(T* to, const V& from) noexcept {
    if constexpr (std::is_same_v<V, T>) *to = from;
    else __builtin_memcpy(to, &from, sizeof from);
}

/// Makes the compiler hold x in a register. GCC loads a value twice if it is used twice, although kernels wait for
/// loads most of the time. Clang loads once, and would reject the constraint: it checks it against SYMPHONIC_KERNEL's
/// target.
template <class V> SYMPHONIC_KERNEL constexpr void force_register(V& x) noexcept {
#if defined(SYMPHONIC_VECTORS) && !defined(__clang__)
    if (!std::is_constant_evaluated()) asm("" : "+v"(x));
#else
    static_cast<void>(x);
#endif
}

/// Sets to = a * b, rounded: the compiler does not fuse the multiplication with a following addition.
template <class V> SYMPHONIC_KERNEL constexpr void rounded_product(V& to, const V& a, const V& b) noexcept {
#ifdef __clang__
#pragma clang fp contract(off)
    to = a * b;
#else
    // __builtin_assoc_barrier does not serve: GCC splits vectors for it, and does not always respect it for single
    // numbers.
    to = a * b;
#if defined(__x86_64__)
    if (!std::is_constant_evaluated()) asm("" : "+x"(to));
#elif defined(__FP_FAST_FMA)
    if (!std::is_constant_evaluated()) asm("" : "+m"(to));
#endif
#endif
}
/// Adds a * b to sum. The product is rounded before it is added.
template <class V> SYMPHONIC_KERNEL constexpr void add_product(V& sum, const V& a, const V& b) noexcept {
    V product = a;
    rounded_product(product, a, b);
    sum += product;
}

/// Makes the compiler forget the value of x, so that it cannot simplify expressions with it.
template <class V> SYMPHONIC_KERNEL constexpr void launder_value(V& x) noexcept {
    if (!std::is_constant_evaluated()) asm("" : "+m"(x));
}

/// Combines the N numbers of v into one, in a fixed tree: op(v[k], v[k + N / 2]) for k < N / 2, then the same with the
/// N / 2 results, until one is left. op(a, b) changes a.
template <class T, std::size_t N, class Op> SYMPHONIC_KERNEL constexpr T fold_lanes(const vector_t<T, N>& v,
                                                                                    const Op& op) noexcept {
    if constexpr (N == 1) {
        return v;
    } else if constexpr (N == 2) {
        T low = v[0];
        op(low, v[1]);
        return low;
    } else {
        return [&]<std::size_t... K>(std::index_sequence<K...>) SYMPHONIC_KERNEL {
            vector_t<T, N / 2> low = __builtin_shufflevector(v, v, K...);
            vector_t<T, N / 2> const high = __builtin_shufflevector(v, v, (K + N / 2)...);
            op(low, high);
            return fold_lanes<T, N / 2>(low, op);
        }(std::make_index_sequence<N / 2>{});
    }
}

/// Calls f(step, i) so that the ranges [i, i + step) cover [first, n) in order. `step` is a std::integral_constant: the
/// width of a register of T while enough numbers are left, then 1.
template <class Target, class T, class F>
SYMPHONIC_KERNEL constexpr void for_each_vector(std::size_t n, const F& f, std::size_t first = 0) noexcept {
    constexpr std::size_t step = width<Target, T>;
    std::size_t i = first;
    for (; i + 4 * step <= n; i += 4 * step) {
        SYMPHONIC_UNROLL for (std::size_t k = 0; k < 4; ++k) {
            f(std::integral_constant<std::size_t, step>{}, i + k * step);
        }
    }
    for (; i + step <= n; i += step) f(std::integral_constant<std::size_t, step>{}, i);
    if constexpr (step > 1)
        for (; i < n; ++i) f(std::integral_constant<std::size_t, 1>{}, i);
}

/// Does the same for a kernel that writes n numbers to `out` and does not read them. The first vector is handled alone,
/// so that the following stores are aligned and do not cross cache lines; some numbers are computed twice.
template <class Target, class T, class O, class F>
SYMPHONIC_KERNEL constexpr void for_each_aligned_vector(O* out, std::size_t n, const F& f) noexcept {
    constexpr std::size_t step = width<Target, T>;
    std::size_t first = 0;
    if constexpr (step > 1)
        if (n >= 4 * step) {
            f(std::integral_constant<std::size_t, step>{}, 0);
            first = step - reinterpret_cast<std::uintptr_t>(out) / sizeof(O) % step;
        }
    for_each_vector<Target, T>(n, f, first);
}

}   // namespace symphonic::detail
#endif
