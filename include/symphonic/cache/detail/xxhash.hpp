// SPDX-License-Identifier: MIT
// Includes xxHash, version 0.8.1 or later, with all functions inlined: no library is linked.
//
// XXH_INLINE_ALL makes the functions static and prefixes every name with XXH_INLINE_, so a program may include xxhash.h
// itself, before or after this header, and link libxxhash. A static function is compiled for the flags of its unit.
// What calls it must therefore carry these flags in its symbol, or the linker could use code for a newer processor in
// the whole program: here this is the template argument Unit, as in kernels. The public functions around are always
// inlined.
#ifndef SYMPHONIC_CACHE_DETAIL_XXHASH_HPP
#define SYMPHONIC_CACHE_DETAIL_XXHASH_HPP

#include <cstddef>
#include <cstdint>
#include <span>

#ifndef XXH_INLINE_ALL
#define XXH_INLINE_ALL
#endif
#ifndef __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"   // GCC 12 warns of its own AVX-512 intrinsics
#endif
#include <xxhash.h>
#ifndef __clang__
#pragma GCC diagnostic pop
#endif

#include <symphonic/cache/content_key.hpp>
#include <symphonic/simd/instruction_set.hpp>

namespace symphonic::detail {

using xxh3_state = XXH3_state_t;

template <unsigned long Unit> void xxh3_reset(xxh3_state& state, std::uint64_t seed) noexcept {
    XXH3_INITSTATE(&state);   // without it, clang -O2 miscompiles a state on the stack
    XXH3_128bits_reset_withSeed(&state, seed);
}
template <unsigned long Unit> void xxh3_update(xxh3_state& state, std::span<const std::byte> bytes) noexcept {
    XXH3_128bits_update(&state, bytes.data(), bytes.size());
}
template <unsigned long Unit> [[nodiscard]] content_key xxh3_digest(const xxh3_state& state) noexcept {
    auto const hash = XXH3_128bits_digest(&state);
    return {hash.high64, hash.low64};
}

}   // namespace symphonic::detail
#endif
