// SPDX-License-Identifier: MIT
#include <array>
#include <cstring>
#include <random>

#include <symphonic/kernels/pcm.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/rounding.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;

namespace {

constexpr std::array formats{sj::pcm::u8,  sj::pcm::s8,  sj::pcm::s16, sj::pcm::s24,
                             sj::pcm::s32, sj::pcm::f32, sj::pcm::f64};
constexpr std::array orders{std::endian::little, std::endian::big};

int bits_of(sj::pcm format) { return 8 * static_cast<int>(sj::bytes_per_sample(format)); }
bool is_float(sj::pcm format) { return format >= sj::pcm::f32; }

/// Returns the bytes of one sample as an integer. Bits above the size of the sample are undefined.
template <class T> std::uint64_t encoded(T x, sj::pcm format) {
    if (format == sj::pcm::f32) return std::bit_cast<std::uint32_t>(static_cast<float>(x));
    if (format == sj::pcm::f64) return std::bit_cast<std::uint64_t>(static_cast<double>(x));
    auto const number = testing::quantized(static_cast<long double>(x), bits_of(format));
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(number) + (format == sj::pcm::u8 ? 128 : 0));
}
/// Returns the value of a sample; the inverse of encoded().
double decoded(std::uint64_t raw, sj::pcm format) {
    if (format == sj::pcm::f32) return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(raw)));
    if (format == sj::pcm::f64) return std::bit_cast<double>(raw);
    int const bits = bits_of(format);
    if (format == sj::pcm::u8) return (static_cast<double>(raw) - 128) / 128;
    double const number = static_cast<double>(raw), scale = std::ldexp(1.0, bits);
    return (number >= scale / 2 ? number - scale : number) / (scale / 2);
}
void write_sample(std::byte* at, std::uint64_t raw, std::size_t size, std::endian order) {
    for (std::size_t k = 0; k < size; ++k)
        at[order == std::endian::little ? k : size - 1 - k] = static_cast<std::byte>(raw >> (8 * k));
}
std::uint64_t read_sample(std::byte const* at, std::size_t size, std::endian order) {
    std::uint64_t raw = 0;
    for (std::size_t k = 0; k < size; ++k)
        raw |= static_cast<std::uint64_t>(at[order == std::endian::little ? k : size - 1 - k]) << (8 * k);
    return raw;
}

template <class T> void check_format(sj::pcm format, std::endian order) {
    std::size_t const size = sj::bytes_per_sample(format);
    bool const swapped = order != std::endian::native;
    std::mt19937 engine{5};
    for (std::size_t const n : {0U, 1U, 2U, 17U, 511U, 512U, 513U, 1500U})
        for (auto const set : testing::instruction_sets()) {
            auto x = testing::noise<T>(n);
            for (std::size_t i = 0; i < n; i += 5) x[i] *= T{1.5};
            std::vector<std::byte> bytes(n * size + 2, std::byte{0x5A});   // samples begin at index 1: not aligned
            std::byte* const at = bytes.data() + 1;
            testing::on<sj::detail::to_pcm_kernel>(set, static_cast<T const*>(x.data()), n, format, swapped, at);
            std::size_t wrong = 0;
            for (std::size_t i = 0; i < n; ++i) {
                auto const mask = size == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * size)) - 1;
                wrong += read_sample(at + i * size, size, order) != (encoded(x[i], format) & mask);
            }
            CHECK(wrong == 0);
            CHECK(bytes.front() == std::byte{0x5A});
            CHECK(bytes.back() == std::byte{0x5A});

            std::vector<double> expected(n);
            for (std::size_t i = 0; i < n; ++i) {
                auto const raw = is_float(format)
                                     ? encoded(testing::noise<double>(1, static_cast<unsigned>(i))[0], format)
                                     : engine() & ((std::uint64_t{1} << (8 * size)) - 1);
                write_sample(at + i * size, raw, size, order);
                expected[i] = decoded(raw, format);
            }
            std::vector<T> out(n + 1, T{77});
            testing::on<sj::detail::from_pcm_kernel>(set, static_cast<std::byte const*>(at), n * size, format, swapped,
                                                     out.data());
            for (std::size_t i = 0; i < n; ++i) wrong += out[i] != static_cast<T>(expected[i]);
            CHECK(wrong == 0);
            CHECK(out[n] == T{77});
        }
}

}   // namespace

TEST_CASE("to_pcm and from_pcm follow the definition of each format and byte order on every instruction set",
          "[kernels]") {
    for (auto const format : formats)
        for (auto const order : orders) {
            check_format<float>(format, order);
            check_format<double>(format, order);
        }
}

TEST_CASE("to_pcm restores the bytes that from_pcm read", "[kernels]") {
    std::mt19937 engine{9};
    for (auto const format : formats)
        for (auto const order : orders) {
            std::vector<std::byte> bytes(sj::bytes_per_sample(format) * 1000), restored(bytes.size());
            std::vector<double> x(1000);
            if (is_float(format)) sj::to_pcm(testing::noise<double>(1000), format, order, bytes);
            else
                for (auto& byte : bytes) byte = static_cast<std::byte>(engine());
            sj::from_pcm(bytes, format, order, x);
            sj::to_pcm(x, format, order, restored);
            CHECK(restored == bytes);
        }
}

TEST_CASE("to_pcm and from_pcm throw for wrong sizes and formats before they write", "[kernels]") {
    std::vector<std::byte> bytes(10, std::byte{1});
    std::vector<float> x(3, 5);
    CHECK(testing::message<sj::argument_error>([&] {
              return sj::from_pcm(bytes, sj::pcm::s24, std::endian::little, x), 0;
          }) == "from_pcm: 10 bytes and 3 samples, expected 3 bytes for each sample");
    CHECK_THROWS_AS(sj::to_pcm(x, sj::pcm::s16, std::endian::big, bytes), sj::argument_error);
    CHECK(testing::message<sj::argument_error>([&] {
              return sj::from_pcm(bytes, static_cast<sj::pcm>(9), std::endian::big, x), 0;
          }) == "from_pcm: format 9, expected an enumerator of pcm");
    CHECK(x == std::vector<float>(3, 5));
    CHECK(bytes == std::vector<std::byte>(10, std::byte{1}));
    static_assert(sj::bytes_per_sample(sj::pcm::s24) == 3);
}
