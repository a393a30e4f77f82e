// SPDX-License-Identifier: MIT
// A unit of the user that includes xxhash.h itself: BEFORE symphonic/cache.hpp, AFTER it, or INLINED, before it with
// XXH_INLINE_ALL.
#if defined(BEFORE)
#include <xxhash.h>
#elif defined(INLINED)
#define XXH_INLINE_ALL
#include <xxhash.h>
#endif
#include <symphonic/cache.hpp>
#include <xxhash.h>

int main() {
    std::string const text(5000, 'x');
    XXH3_state_t* const state = XXH3_createState();
    XXH3_128bits_reset(state);
    XXH3_128bits_update(state, text.data(), text.size());
    auto const streamed = XXH3_128bits_digest(state);
    XXH3_freeState(state);
    symphonic::xxh3_hasher hasher;
    hasher.update(std::as_bytes(std::span{text}));
    auto const ours = hasher.digest();
    bool const same =
        ours.high == streamed.high64 && ours.low == streamed.low64 && XXH64(text.data(), text.size(), 0) != 0;
    return same && symphonic::content_hash(text) != symphonic::content_hash("") ? 0 : 1;
}
