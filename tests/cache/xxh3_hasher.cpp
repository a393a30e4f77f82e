// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <symphonic/cache/xxh3_hasher.hpp>

#include "support/catch.hpp"

namespace sj = symphonic;

namespace {

std::vector<std::byte> bytes(std::size_t n) {
    std::vector<std::byte> x(n);
    for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<std::byte>(i * i * 2654435761U >> 13);
    return x;
}

sj::content_key expected(std::span<const std::byte> x, std::uint64_t seed) {
    auto const h = XXH3_128bits_withSeed(x.data(), x.size(), seed);
    return {h.high64, h.low64};
}

/// The hash of x in pieces of `piece` bytes, after an empty one.
sj::content_key in_pieces(std::span<const std::byte> x, std::size_t piece, std::uint64_t seed) {
    sj::xxh3_hasher hasher{seed};
    hasher.update({});
    for (; x.size() > piece; x = x.subspan(piece)) hasher.update(x.first(piece));
    hasher.update(x);
    return hasher.digest();
}

}   // namespace

TEST_CASE("xxh3_hasher returns what XXH3_128bits_withSeed returns, whatever the sizes of the pieces") {
    auto const x = bytes(9000);
    std::vector<std::size_t> sizes;
    for (std::size_t n = 0; n <= 300; ++n) sizes.push_back(n);
    for (std::size_t const near : {512U, 1024U, 1088U, 2048U, 3072U, 4096U, 8192U})
        for (std::size_t n = near - 65; n <= near + 65; ++n) sizes.push_back(n);
    std::size_t wrong = 0;
    for (std::uint64_t const seed : {std::uint64_t{0}, std::uint64_t{42}, ~std::uint64_t{0}})
        for (std::size_t const n : sizes) {
            auto const part = std::span{x}.subspan(n % 7, n);   // at any alignment
            auto const want = expected(part, seed);
            wrong += in_pieces(part, n + 1, seed) != want;
            for (std::size_t const piece : {63U, 64U, 240U, 1023U, 1024U, 1025U, 2500U})
                wrong += in_pieces(part, piece, seed) != want;
        }
    CHECK(wrong == 0);
    CHECK(in_pieces(std::span{x}.first(1500), 1, 3) == expected(std::span{x}.first(1500), 3));
}

TEST_CASE("digest may be called at any time and a copy continues on its own") {
    auto const x = bytes(5000);
    sj::xxh3_hasher hasher{7};
    CHECK(hasher.digest() == expected({}, 7));
    for (std::size_t n = 0; n < x.size(); n += 250) {
        CHECK(hasher.digest() == expected(std::span{x}.first(n), 7));
        sj::xxh3_hasher copy = hasher;
        hasher.update(std::span{x}.subspan(n, 250));
        CHECK(copy.digest() == expected(std::span{x}.first(n), 7));
        copy.update(std::span{x}.subspan(n, 250));
        CHECK(copy.digest() == hasher.digest());
    }
}
