// SPDX-License-Identifier: MIT
#include <symphonic/spectral.hpp>
#include <symphonic/views.hpp>

#include "support/catch.hpp"
#include "support/signals.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;

namespace {

template <class E> std::vector<E> rows_of(auto&& stream) {
    std::vector<E> out;
    for (std::span<const E> row : stream) out.insert(out.end(), row.begin(), row.end());
    return out;
}

template <class E> bool has_bits(const sj::matrix<E>& rows, const std::vector<E>& want, std::size_t bins) {
    return rows.cols() == bins && rows.rows() * bins == want.size() &&
           testing::same_bits(std::vector<E>(rows.data(), rows.data() + want.size()), want);
}

template <class T> void check_against_stage(const std::vector<T>& x, const sj::stft_options& o) {
    auto const source = [&] { return sj::from(x, 1.0, {.chunk_frames = 57}); };
    auto const bins = o.size / 2 + 1;
    CHECK(has_bits(sj::stft(x, o), rows_of<std::complex<T>>(source() | v::stft(o)), bins));
    CHECK(has_bits(sj::stft_power(x, o), rows_of<T>(source() | v::stft(o) | v::power), bins));
    CHECK(has_bits(sj::stft_magnitude(std::span{x}, o), rows_of<T>(source() | v::stft(o) | v::magnitude), bins));
}

}   // namespace

TEST_CASE("stft has the bits of the stage for random options and lengths", "[transforms]") {
    std::mt19937 random{5};
    for (int round = 0; round < 300; ++round) {
        std::size_t const size = 1 + random() % 150;
        sj::stft_options const o{.size = size,
                                 .hop = random() % 200,   // 0: size/4
                                 .window = sj::window::hamming,
                                 .padding = static_cast<sj::padding>(random() % 3),
                                 .tail = static_cast<sj::tail>(random() % 2),
                                 .window_size = random() % 2 == 0 ? 0 : 1 + random() % size};
        std::size_t const n = random() % 4 == 0 ? random() % size : random() % 700;   // sometimes shorter than a frame
        CAPTURE(n, size, o.hop, o.window_size, static_cast<int>(o.padding), static_cast<int>(o.tail));
        check_against_stage(testing::noise<float>(n), o);
        check_against_stage(testing::noise<double>(n), o);
    }
}

TEST_CASE("stft of an empty signal has no frames and size / 2 + 1 bins", "[transforms]") {
    auto const none = sj::stft(std::vector<float>{}, {.size = 16, .padding = sj::padding::reflect});
    CHECK(none.rows() == 0);
    CHECK(none.cols() == 9);
}

TEST_CASE("stft refuses invalid options with the name of the function called", "[transforms]") {
    std::vector<float> const x(10);
    using testing::message, testing::says;
    CHECK(says(message<sj::argument_error>([&] { return sj::stft(x, {.size = 0}); }), "stft: size 0 and hop 1"));
    CHECK(says(message<sj::argument_error>([&] { return sj::stft_power(x, {.size = 4, .window_size = 5}); }),
               "stft_power: window_size 5"));
    CHECK_THROWS_AS(sj::stft_magnitude(x, {.hop = SIZE_MAX}), sj::argument_error);
}
