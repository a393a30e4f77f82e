// SPDX-License-Identifier: MIT
// on_best: a kernel on the best instruction set of the processor.
#ifndef SYMPHONIC_SIMD_DETAIL_DISPATCH_HPP
#define SYMPHONIC_SIMD_DETAIL_DISPATCH_HPP

#include <symphonic/simd/detail/vector.hpp>

namespace symphonic::detail {

/// What a kernel gives; the same on every instruction set.
template <class Kernel, class... A>
using kernel_result = decltype(Kernel::template run<target<instruction_set::scalar>>(std::declval<A>()...));

// The four entries, each compiled for its own instruction set. `target` only adds to the flags of the unit, so what
// these may not use is named too.
template <class Kernel, unsigned long Unit, class... A> kernel_result<Kernel, A...> on_scalar(A... a) {
    return Kernel::template run<target<instruction_set::scalar, Unit>>(a...);
}
#ifdef SYMPHONIC_VECTORS
template <class Kernel, unsigned long Unit, class... A>
[[gnu::target("no-avx,no-avx512f")]] kernel_result<Kernel, A...> on_sse2(A... a) {
    return Kernel::template run<target<instruction_set::sse2, Unit>>(a...);
}
template <class Kernel, unsigned long Unit, class... A>
[[gnu::target("no-avx512f,avx2,fma,popcnt")]] kernel_result<Kernel, A...> on_avx2(A... a) {
    return Kernel::template run<target<instruction_set::avx2, Unit>>(a...);
}
template <class Kernel, unsigned long Unit, class... A>
[[gnu::target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma,popcnt")]] kernel_result<Kernel, A...> on_avx512(A... a) {
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

/// Kernel::run for that instruction set, which the processor must have: for those who choose once and call often.
template <class Kernel, class... A> using kernel_pointer = decltype(&on_scalar<Kernel, unit_flags, A...>);
template <class Kernel, class... A>
[[nodiscard]] constexpr kernel_pointer<Kernel, A...> kernel_on(instruction_set set) noexcept {
    return entries<Kernel, unit_flags, A...>[static_cast<unsigned>(set)];
}

/// Kernel::run(a...) on the active instruction set. A call costs some 3 ns. In a constant expression it is the scalar
/// one.
template <class Kernel, class... A> [[gnu::always_inline]] constexpr auto on_best(A... a) noexcept {
    if (std::is_constant_evaluated()) return Kernel::template run<target<instruction_set::scalar>>(a...);
    return entries<Kernel, unit_flags, A...>[static_cast<unsigned>(active_instruction_set())](a...);
}

}   // namespace symphonic::detail
#endif
