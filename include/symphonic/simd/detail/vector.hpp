// SPDX-License-Identifier: MIT
// How a kernel is written once and runs on every instruction set.
//
// A kernel is a class with `template <class Target> SYMPHONIC_KERNEL static R run(args...)`, always inlined, whose
// text is the same for one number at a time and for sixteen: it works on vec<Target, T>, which is T itself where there
// are no vectors. on_best<Kernel>(args...), in dispatch.hpp, runs it on the best instruction set of the processor.
//   - Vectors are local variables, never arguments or results: these would change the calling convention. Hence
//     load(to, from), and references.
//   - A lambda in a kernel says SYMPHONIC_KERNEL after its parameters, or a unit compiled for AVX-512 cannot inline it.
//   - Registers that a loop works on are reached by constants, which unroll<N> gives: in a plain loop GCC at -O2 keeps
//     arrays in memory.
//   - A product that rounds is added by add_product: whether a plain one is fused with the addition depends on the
//     instruction set.
#ifndef SYMPHONIC_SIMD_DETAIL_VECTOR_HPP
#define SYMPHONIC_SIMD_DETAIL_VECTOR_HPP

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <symphonic/simd/instruction_set.hpp>

// What every target below includes, whatever the unit is compiled for: so it can be inlined into all of them.
#ifdef SYMPHONIC_VECTORS
#define SYMPHONIC_KERNEL __attribute__((always_inline, target("no-avx,no-avx512f")))
#else
#define SYMPHONIC_KERNEL __attribute__((always_inline))
#endif

namespace symphonic::detail {

/// The instruction set that a kernel is compiled for, and the flags of the unit that compiles it.
template <instruction_set Set, unsigned long Unit = unit_flags> struct target {
    static constexpr instruction_set set = Set;
    static constexpr std::size_t bytes = Set == instruction_set::avx512 ? 64 : Set == instruction_set::avx2 ? 32 : 16;
};

/// N numbers; T itself for one of them.
template <class T, std::size_t N> struct vector_of {
    using type [[gnu::vector_size(N * sizeof(T))]] = T;
};
template <class T> struct vector_of<T, 1> {
    using type = T;
};
template <class T, std::size_t N> using vector_t = typename vector_of<T, N>::type;

/// As many numbers as a register holds.
template <class Target, class T>
inline constexpr std::size_t width = Target::set == instruction_set::scalar ? 1 : Target::bytes / sizeof(T);
template <class Target, class T> using vec = vector_t<T, width<Target, T>>;

template <class F, std::size_t... K>
SYMPHONIC_KERNEL constexpr void unroll_over(const F& f, std::index_sequence<K...>) {
    (f(std::integral_constant<std::size_t, K>{}), ...);
}
/// f(0), f(1), ... f(N - 1), each a constant.
template <std::size_t N, class F> SYMPHONIC_KERNEL constexpr void unroll(const F& f) {
    unroll_over(f, std::make_index_sequence<N>{});
}

/// Any alignment.
template <class V, class T> SYMPHONIC_KERNEL constexpr void load(V& to, T const* from) noexcept {
    if constexpr (std::is_same_v<V, T>) to = *from;
    else __builtin_memcpy(&to, from, sizeof to);
}
template <class V, class T> SYMPHONIC_KERNEL constexpr void store(T* to, const V& from) noexcept {
    if constexpr (std::is_same_v<V, T>) *to = from;
    else __builtin_memcpy(to, &from, sizeof from);
}

/// x is in a register from here on. What was loaded and is used twice GCC loads twice, although loads are what a kernel
/// waits for. Clang does not, and would measure x by the target of the kernel itself.
template <class V> SYMPHONIC_KERNEL constexpr void force_register(V& x) noexcept {
#if defined(SYMPHONIC_VECTORS) && !defined(__clang__)
    if (!std::is_constant_evaluated()) asm("" : "+v"(x));
#else
    static_cast<void>(x);
#endif
}

/// to = a * b, rounded, also where the processor could do what follows at once.
template <class V> SYMPHONIC_KERNEL constexpr void rounded_product(V& to, const V& a, const V& b) noexcept {
#ifdef __clang__
#pragma clang fp contract(off)
    to = a * b;
#else
    // No __builtin_assoc_barrier: GCC takes vectors apart for it, and does not always heed it for single numbers.
    to = a * b;
#if defined(__x86_64__)
    if (!std::is_constant_evaluated()) asm("" : "+x"(to));
#elif defined(__FP_FAST_FMA)
    if (!std::is_constant_evaluated()) asm("" : "+m"(to));
#endif
#endif
}
/// sum += a * b, the product rounded before it is added.
template <class V> SYMPHONIC_KERNEL constexpr void add_product(V& sum, const V& a, const V& b) noexcept {
    V product = a;
    rounded_product(product, a, b);
    sum += product;
}

/// The compiler no longer knows the value of x.
template <class V> SYMPHONIC_KERNEL constexpr void launder_value(V& x) noexcept {
    if (!std::is_constant_evaluated()) asm("" : "+m"(x));
}

/// One number of all in v: the tree that adds, say, lane k to lane k + N / 2, then k to k + N / 4.
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

/// f(step, i) for all i < n, step a constant: as many as a register of T holds while there are so many, then one.
template <class Target, class T, class F>
SYMPHONIC_KERNEL constexpr void for_each_vector(std::size_t n, const F& f, std::size_t i = 0) noexcept {
    constexpr std::size_t step = width<Target, T>;
    for (; i + 4 * step <= n; i += 4 * step)
        unroll<4>([&](auto k) SYMPHONIC_KERNEL { f(std::integral_constant<std::size_t, step>{}, i + k * step); });
    for (; i + step <= n; i += step) f(std::integral_constant<std::size_t, step>{}, i);
    if constexpr (step > 1)
        for (; i < n; ++i) f(std::integral_constant<std::size_t, 1>{}, i);
}

/// The same for what goes to `out`, which is no input: the first step is done apart, so that the others are aligned
/// there and do not straddle cache lines. Some of it is then done twice.
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
