// SPDX-License-Identifier: MIT
// How a kernel is written once and runs on every instruction set.
//
// A kernel is a class with `template <class Target> SYMPHONIC_KERNEL static R run(args...)`, always inlined, whose
// text is the same for one number at a time and for sixteen: it works on vec<Target, T>, which is T itself where there
// are no vectors. on_best<Kernel>(args...) calls it through the one of four functions, each compiled for its own
// instruction set, that the processor is best at.
//   - Vectors are local variables, never arguments or results: these would change the calling convention. Hence
//     load(to, from), and references.
//   - A lambda in a kernel says SYMPHONIC_KERNEL after its parameters, or a unit compiled for AVX-512 cannot inline it.
//   - Registers that a loop works on are reached by constants, which unroll<N> gives: in a plain loop GCC at -O2 keeps
//     arrays in memory.
//   - Products that round go through product(a, b): where it is fused with an addition depends on the instruction set.
#ifndef SYMPHONIC_CORE_SIMD_HPP
#define SYMPHONIC_CORE_SIMD_HPP

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <symphonic/core/instruction_set.hpp>

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

/// a * b, rounded before anything is added to it.
template <class V> SYMPHONIC_KERNEL constexpr void product(V& to, const V& a, const V& b) noexcept {
#ifdef __clang__
#pragma clang fp contract(off)
    to = a * b;
#else
    to = __builtin_assoc_barrier(a * b);   // heeded for vectors, not always for single numbers
#if defined(__FMA__)
    if constexpr (std::is_arithmetic_v<V>)
        if (!std::is_constant_evaluated()) asm("" : "+x"(to));
#elif defined(__FP_FAST_FMA) && !defined(__x86_64__)
    if (!std::is_constant_evaluated()) asm("" : "+m"(to));
#endif
#endif
}

/// The compiler no longer knows the value of x.
template <class V> SYMPHONIC_KERNEL constexpr void hide(V& x) noexcept {
    if (!std::is_constant_evaluated()) asm("" : "+m"(x));
}

// GCC 12 converts to wider numbers through halves and memory. Its own functions for the instructions do not; their names
// are known once a function for that target has been declared.
#if defined(SYMPHONIC_VECTORS) && !defined(__clang__)
#define SYMPHONIC_GCC_BUILTINS
[[gnu::target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma,popcnt")]] void declare_builtins();
#endif

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpsabi"   // these calls are instructions: no calling convention is at stake
/// N numbers of type T as type U.
template <class U, class T, std::size_t N>
SYMPHONIC_KERNEL inline void convert(vector_t<U, N>& to, const vector_t<T, N>& from) noexcept {
#ifdef SYMPHONIC_GCC_BUILTINS
    using std::is_same_v;
    if constexpr (is_same_v<U, double> && is_same_v<T, float> && N == 8)
        to = __builtin_ia32_cvtps2pd512_mask(from, vector_t<double, N>{}, -1, 4);
    else if constexpr (is_same_v<U, double> && is_same_v<T, float> && N == 4) to = __builtin_ia32_cvtps2pd256(from);
    else if constexpr (is_same_v<U, double> && is_same_v<T, float> && N == 2)
        to = __builtin_ia32_cvtps2pd(__builtin_shufflevector(from, from, 0, 1, 0, 1));
    else if constexpr (is_same_v<U, double> && is_same_v<T, std::int32_t> && N == 8)
        to = __builtin_ia32_cvtdq2pd512_mask(from, vector_t<double, N>{}, -1);
    else if constexpr (is_same_v<U, double> && is_same_v<T, std::int32_t> && N == 4)
        to = __builtin_ia32_cvtdq2pd256(from);
    else if constexpr (is_same_v<U, float> && is_same_v<T, double> && N == 8)
        to = __builtin_ia32_cvtpd2ps512_mask(from, vector_t<float, N>{}, -1, 4);
    else if constexpr (is_same_v<U, float> && is_same_v<T, double> && N == 4) to = __builtin_ia32_cvtpd2ps256(from);
    else if constexpr (is_same_v<U, std::int32_t> && is_same_v<T, double> && N == 8)
        to = __builtin_ia32_cvttpd2dq512_mask(from, vector_t<std::int32_t, N>{}, -1, 4);
    else if constexpr (is_same_v<U, std::int32_t> && is_same_v<T, double> && N == 4)
        to = __builtin_ia32_cvttpd2dq256(from);
    else if constexpr (is_same_v<U, std::int32_t> && is_same_v<T, std::int16_t> && N == 16)
        to = __builtin_ia32_pmovsxwd512_mask(from, vector_t<std::int32_t, N>{}, -1);
    else if constexpr (is_same_v<U, std::int32_t> && is_same_v<T, std::int16_t> && N == 8)
        to = __builtin_ia32_pmovsxwd256(from);
    else
#endif
        to = __builtin_convertvector(from, vector_t<U, N>);
}

/// Bit k says whether x[k] < 0.
template <class T, std::size_t N> SYMPHONIC_KERNEL constexpr std::uint32_t negatives(const vector_t<T, N>& x) noexcept {
    if constexpr (N == 1) {
        return x < 0;
    } else {
#ifdef SYMPHONIC_GCC_BUILTINS
        using std::is_same_v;
        vector_t<T, N> constexpr zero{};
        unsigned mask = 0;
        if constexpr (is_same_v<T, float>) {
            if constexpr (N == 4) mask = static_cast<unsigned>(__builtin_ia32_movmskps((vector_t<T, N>)(x < zero)));
            else if constexpr (N == 8)
                mask = static_cast<unsigned>(__builtin_ia32_movmskps256((vector_t<T, N>)(x < zero)));
            else mask = __builtin_ia32_cmpps512_mask(x, zero, 17, 0xFFFF, 4);
        } else if constexpr (is_same_v<T, double>) {
            if constexpr (N == 2) mask = static_cast<unsigned>(__builtin_ia32_movmskpd((vector_t<T, N>)(x < zero)));
            else if constexpr (N == 4)
                mask = static_cast<unsigned>(__builtin_ia32_movmskpd256((vector_t<T, N>)(x < zero)));
            else mask = __builtin_ia32_cmppd512_mask(x, zero, 17, -1, 4);
        } else if constexpr (N == 8) {
            mask = static_cast<unsigned>(__builtin_ia32_pmovmskb128(__builtin_ia32_packsswb128(x, x))) & 0xFF;
        } else if constexpr (N == 16) {   // the halves of x twice each
            mask = static_cast<unsigned>(__builtin_ia32_pmovmskb256(__builtin_ia32_packsswb256(x, x)));
            mask = (mask & 0xFF) | (mask >> 8 & 0xFF00);
        } else {
            mask = __builtin_ia32_cvtw2mask512(x);
        }
        return mask;
#elif defined(SYMPHONIC_VECTORS)
        using bits = bool __attribute__((ext_vector_type(N)));
        bits const negative = __builtin_convertvector(x < 0, bits);
        if constexpr (N == 32) return __builtin_bit_cast(std::uint32_t, negative);
        else if constexpr (N == 16) return __builtin_bit_cast(std::uint16_t, negative);
        else return __builtin_bit_cast(std::uint8_t, negative) & ((1U << N) - 1);
#endif
    }
}
#undef SYMPHONIC_GCC_BUILTINS
#pragma GCC diagnostic pop

/// N numbers of type T, from memory, as type U: float, double, int16 and int32 as either of the first two.
template <class U, std::size_t N, class T> SYMPHONIC_KERNEL constexpr void load_as(vector_t<U, N>& to,
                                                                                   T const* from) noexcept {
    if constexpr (N == 1) {
        to = static_cast<U>(*from);
    } else if constexpr (std::is_same_v<U, T>) {
        load(to, from);
    } else {
        vector_t<T, N> raw;
        load(raw, from);
        if constexpr (std::is_same_v<T, std::int16_t>) {
            vector_t<std::int32_t, N> wide;
            convert<std::int32_t, T, N>(wide, raw);
            convert<U, std::int32_t, N>(to, wide);
        } else {
            convert<U, T, N>(to, raw);
        }
    }
}

/// The low 16 bits of each, or all 32.
template <class I, std::size_t N>
SYMPHONIC_KERNEL constexpr void store_as(I* to, const vector_t<std::int32_t, N>& from) noexcept {
    if constexpr (std::is_same_v<I, std::int32_t>) {
        store(to, from);
    } else if constexpr (N == 1) {
        *to = static_cast<I>(from);
    } else {
        vector_t<I, N> const narrow = __builtin_convertvector(from, vector_t<I, N>);
        store(to, narrow);
    }
}

/// One number of all in v: the tree that adds, say, lane k to lane k + N / 2, then k to k + N / 4.
template <class T, std::size_t N, class Op> SYMPHONIC_KERNEL constexpr T fold(const vector_t<T, N>& v,
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
            return fold<T, N / 2>(low, op);
        }(std::make_index_sequence<N / 2>{});
    }
}

/// f(step, i) for all i < n, step a constant: as many as a register of T holds while there are so many, then one.
template <class Target, class T, class F>
SYMPHONIC_KERNEL constexpr void in_steps(std::size_t n, const F& f, std::size_t i = 0) noexcept {
    constexpr std::size_t step = width<Target, T>;
    for (; i + 4 * step <= n; i += 4 * step)
        unroll<4>([&](auto k) SYMPHONIC_KERNEL { f(std::integral_constant<std::size_t, step>{}, i + k * step); });
    for (; i + step <= n; i += step) f(std::integral_constant<std::size_t, step>{}, i);
    if constexpr (step > 1)
        for (; i < n; ++i) f(std::integral_constant<std::size_t, 1>{}, i);
}

/// The same for what goes to `out`, which is no input: the first step is done apart, so that the others are aligned there
/// and do not straddle cache lines. Some of it is then done twice.
template <class Target, class T, class O, class F>
SYMPHONIC_KERNEL constexpr void in_aligned_steps(O* out, std::size_t n, const F& f) noexcept {
    constexpr std::size_t step = width<Target, T>;
    std::size_t first = 0;
    if constexpr (step > 1)
        if (n >= 4 * step) {
            f(std::integral_constant<std::size_t, step>{}, 0);
            first = step - reinterpret_cast<std::uintptr_t>(out) / sizeof(O) % step;
        }
    in_steps<Target, T>(n, f, first);
}

// The four entries, each compiled for its own instruction set. `target` only adds to the flags of the unit, so what
// these may not use is named too.
template <class Kernel, unsigned long Unit, class... A> auto on_scalar(A... a) {
    return Kernel::template run<target<instruction_set::scalar, Unit>>(a...);
}
#ifdef SYMPHONIC_VECTORS
template <class Kernel, unsigned long Unit, class... A>
[[gnu::target("no-avx,no-avx512f")]] auto on_sse2(A... a) {
    return Kernel::template run<target<instruction_set::sse2, Unit>>(a...);
}
template <class Kernel, unsigned long Unit, class... A>
[[gnu::target("no-avx512f,avx2,fma,popcnt")]] auto on_avx2(A... a) {
    return Kernel::template run<target<instruction_set::avx2, Unit>>(a...);
}
template <class Kernel, unsigned long Unit, class... A>
[[gnu::target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma,popcnt")]] auto on_avx512(A... a) {
    return Kernel::template run<target<instruction_set::avx512, Unit>>(a...);
}
template <class Kernel, unsigned long Unit, class... A>
inline constexpr decltype(&on_scalar<Kernel, Unit, A...>) entries[] = {
    &on_scalar<Kernel, Unit, A...>, &on_sse2<Kernel, Unit, A...>, &on_avx2<Kernel, Unit, A...>,
    &on_avx512<Kernel, Unit, A...>};
#else
template <class Kernel, unsigned long Unit, class... A>
inline constexpr decltype(&on_scalar<Kernel, Unit, A...>) entries[] = {&on_scalar<Kernel, Unit, A...>};
#endif

/// Kernel::run(a...) on the active instruction set. A call costs some 3 ns. In a constant expression it is the scalar one.
template <class Kernel, class... A> [[gnu::always_inline]] constexpr auto on_best(A... a) noexcept {
    if (std::is_constant_evaluated()) return Kernel::template run<target<instruction_set::scalar>>(a...);
    return entries<Kernel, unit_flags, A...>[static_cast<unsigned>(active_instruction_set())](a...);
}

}   // namespace symphonic::detail
#endif
