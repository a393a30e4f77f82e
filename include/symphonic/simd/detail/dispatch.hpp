// SPDX-License-Identifier: MIT
// on_active: runs a kernel on the active instruction set.
#ifndef SYMPHONIC_SIMD_DETAIL_DISPATCH_HPP
#define SYMPHONIC_SIMD_DETAIL_DISPATCH_HPP

#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// The result type of a kernel. A class, so that a compiler finds it once for all uses.
template <class Kernel, unsigned long Unit, class... A> struct kernel_result_of {
    using type = decltype(Kernel::template run<target<instruction_set::scalar, Unit>>(std::declval<A>()...));
};
/// Does the same. The type is the same for every instruction set.
template <class Kernel, class... A> using kernel_result = typename kernel_result_of<Kernel, unit_flags, A...>::type;

// The entry functions of a kernel, one for each instruction set. The attribute `target` adds to the flags on the command
// line and does not replace them. Each list therefore also disables, with `no-`, larger sets that the unit may enable.
template <class Kernel, unsigned long Unit, class Result, class... A> Result on_scalar(A... a) {
    return Kernel::template run<target<instruction_set::scalar, Unit>>(a...);
}
#ifdef SYMPHONIC_VECTORS
template <class Kernel, unsigned long Unit, class Result, class... A>
[[gnu::target("no-avx,no-avx512f")]] Result on_sse2(A... a) {
    return Kernel::template run<target<instruction_set::sse2, Unit>>(a...);
}
template <class Kernel, unsigned long Unit, class Result, class... A>
[[gnu::target("no-avx512f,avx2,fma,popcnt")]] Result on_avx2(A... a) {
    return Kernel::template run<target<instruction_set::avx2, Unit>>(a...);
}
template <class Kernel, unsigned long Unit, class Result, class... A>
[[gnu::target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma,popcnt")]] Result on_avx512(A... a) {
    return Kernel::template run<target<instruction_set::avx512, Unit>>(a...);
}
#endif

template <class Kernel, class... A> using kernel_pointer = kernel_result<Kernel, A...> (*)(A...);

/// The entry functions of a kernel, indexed by instruction set.
template <class Kernel, unsigned long Unit, class... A>
inline constexpr kernel_pointer<Kernel, A...> entries[] = {&on_scalar<Kernel, Unit, kernel_result<Kernel, A...>, A...>,
#ifdef SYMPHONIC_VECTORS
                                                           &on_sse2<Kernel, Unit, kernel_result<Kernel, A...>, A...>,
                                                           &on_avx2<Kernel, Unit, kernel_result<Kernel, A...>, A...>,
                                                           &on_avx512<Kernel, Unit, kernel_result<Kernel, A...>, A...>
#endif
};

/// Returns the entry function of a kernel for `set`, which the processor must support. For callers that select it once
/// and call it often.
template <class Kernel, class... A>
[[nodiscard]] constexpr kernel_pointer<Kernel, A...> kernel_on(instruction_set set) noexcept {
    return entries<Kernel, unit_flags, A...>[static_cast<unsigned>(set)];
}

/// Returns Kernel::run(a...) on the active instruction set, and in constant expressions on the scalar one. A call costs
/// about 3 ns.
template <class Kernel, class... A> [[gnu::always_inline]] constexpr auto on_active(A... a) noexcept {
    if (std::is_constant_evaluated()) return Kernel::template run<target<instruction_set::scalar>>(a...);
    return entries<Kernel, unit_flags, A...>[static_cast<unsigned>(active_instruction_set())](a...);
}

}   // namespace symphonic::detail

#ifdef SYMPHONIC_PRECOMPILED
#include <symphonic/precompiled.hpp>
#endif

#endif
