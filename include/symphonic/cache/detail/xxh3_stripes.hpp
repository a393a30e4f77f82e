// SPDX-License-Identifier: MIT
// xxh3_stripes: what XXH3 does with each 64 bytes of a long input, as a kernel. libxxhash compiled into a plain -O2 build has
// only SSE2 for it, and takes up to three times as long.
#ifndef SYMPHONIC_CACHE_DETAIL_XXH3_STRIPES_HPP
#define SYMPHONIC_CACHE_DETAIL_XXH3_STRIPES_HPP

#include <symphonic/simd/detail/dispatch.hpp>

namespace symphonic::detail {

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpsabi"   // these calls are instructions: no calling convention is at stake

inline constexpr std::size_t xxh3_stripe = 64;                // bytes taken at once, to eight sums
inline constexpr std::size_t xxh3_block = 16 * xxh3_stripe;   // bytes after which the sums are scrambled
inline constexpr std::size_t xxh3_secret_size = 192;          // a stripe begins 8 bytes behind the one before in it

struct xxh3_stripes {
    /// Takes n stripes, from the beginning of a block on, to the eight sums.
    template <class Target>
    SYMPHONIC_KERNEL static void run(std::byte const* x, std::size_t n, std::byte const* secret,
                                     std::uint64_t* sums) noexcept {
        constexpr std::size_t step = width<Target, std::uint64_t>;
        vec<Target, std::uint64_t> products[8 / step];
        unroll<8 / step>([&](auto k) SYMPHONIC_KERNEL { load(products[k], sums + k * step); });
        for (; n >= 16; n -= 16, x += xxh3_block) {
            take<step, 4>(products, x, 16, secret);
            unroll<8 / step>([&](auto k)
                                 SYMPHONIC_KERNEL { scramble<step>(products[k], secret + 128 + k * 8 * step); });
        }
        take<step, 1>(products, x, n, secret);
        unroll<8 / step>([&](auto k) SYMPHONIC_KERNEL { store(sums + k * step, products[k]); });
    }

private:
    /// No more than a block of them, so many at a time.
    template <std::size_t N, std::size_t AtOnce, class V>
    SYMPHONIC_KERNEL static void take(V* sums, std::byte const* x, std::size_t n, std::byte const* secret) noexcept {
        V crossed[8 / N] = {};   // each is to go to its neighbour, which can wait
        for (std::size_t i = 0; i < n; i += AtOnce)
            unroll<AtOnce>([&](auto j) SYMPHONIC_KERNEL {
                unroll<8 / N>([&](auto k) SYMPHONIC_KERNEL {
                    V data, key;
                    load_bytes(data, x + (i + j) * xxh3_stripe + k * sizeof data);
                    load_bytes(key, secret + 8 * (i + j) + k * sizeof data);
                    crossed[k] += data;
                    key ^= data;
                    add_product_of_halves<N>(sums[k], key, key >> 32);
                });
            });
        cross<N>(sums, crossed);
    }
    template <class V> SYMPHONIC_KERNEL static void load_bytes(V& to, std::byte const* bytes) noexcept {
        __builtin_memcpy(&to, bytes, sizeof to);
    }
    /// sum += the low halves of a and b, multiplied. GCC does not see that a product of 64 bits is more than is asked for.
    template <std::size_t N, class V>
    SYMPHONIC_KERNEL static void add_product_of_halves(V& sum, const V& a, const V& b) noexcept {
#if defined(SYMPHONIC_VECTORS) && !defined(__clang__)
        if constexpr (N > 1) {
            vector_t<int, 2 * N> const x = (vector_t<int, 2 * N>)a, y = (vector_t<int, 2 * N>)b;
            vector_t<long long, N> product;
            if constexpr (N == 2) product = __builtin_ia32_pmuludq128(x, y);
            else if constexpr (N == 4) product = __builtin_ia32_pmuludq256(x, y);
            else product = __builtin_ia32_pmuludq512_mask(x, y, vector_t<long long, N>{}, -1);
            sum += (V)product;
            return;
        }
#endif
        sum += (a & 0xFFFFFFFF) * (b & 0xFFFFFFFF);
    }
    /// Adds to each sum what its neighbour was given.
    template <std::size_t N, class V> SYMPHONIC_KERNEL static void cross(V* sums, V const* crossed) noexcept {
        if constexpr (N == 1) unroll<8>([&](auto k) SYMPHONIC_KERNEL { sums[k] += crossed[k ^ 1]; });
        else
            unroll<8 / N>([&](auto k) SYMPHONIC_KERNEL {
                [&]<std::size_t... I>(std::index_sequence<I...>) SYMPHONIC_KERNEL {
                    sums[k] += __builtin_shufflevector(crossed[k], crossed[k], (I ^ 1)...);
                }(std::make_index_sequence<N>{});
            });
    }
    template <std::size_t N, class V> SYMPHONIC_KERNEL static void scramble(V& sum, std::byte const* secret) noexcept {
        constexpr std::uint64_t prime = 0x9E3779B1;
        V key;
        load_bytes(key, secret);
        key ^= sum ^ (sum >> 47);
        V const low = key, high = key >> 32, by = V{} + prime;
        V product{};
        add_product_of_halves<N>(product, high, by);
        sum = product << 32;
        add_product_of_halves<N>(sum, low, by);
    }
};

#pragma GCC diagnostic pop

}   // namespace symphonic::detail
#endif
