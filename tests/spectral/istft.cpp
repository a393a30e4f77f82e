// SPDX-License-Identifier: MIT
#include <symphonic/kernels.hpp>
#include <symphonic/spectral.hpp>

#include "support/catch.hpp"
#include "support/dft.hpp"

namespace sj = symphonic;

namespace {

/// Sums of windowed frames and of squared windows.
struct overlap_sums {
    std::vector<long double> sum;
    std::vector<double> squares;
};

/// Both sums from the definition, from the first sample of the first frame to the last of the last frame.
overlap_sums overlapped(const sj::matrix<std::complex<double>>& spectra, const sj::stft_options& o,
                        const std::vector<double>& window) {
    auto const length = (spectra.rows() - 1) * o.hop + o.size;
    overlap_sums out{std::vector<long double>(length), std::vector<double>(length)};
    for (std::size_t k = 0; k < spectra.rows(); ++k) {
        std::vector<std::complex<double>> all_bins(o.size);
        for (std::size_t b = 0; b < spectra.cols(); ++b) {
            all_bins[b] = spectra.row(k)[b];
            if (b != 0) all_bins[o.size - b] = std::conj(all_bins[b]);
        }
        all_bins[0] = all_bins[0].real();
        if (o.size % 2 == 0) all_bins[o.size / 2] = spectra.row(k)[o.size / 2].real();
        auto const frame = testing::dft(std::span<const std::complex<double>>{all_bins}, o.size, 1);
        for (std::size_t i = 0; i < o.size; ++i) {
            out.sum[k * o.hop + i] += frame[i].real() / static_cast<long double>(o.size) * window[i];
            out.squares[k * o.hop + i] += window[i] * window[i];
        }
    }
    return out;
}

/// 0.1 of the largest sum of squared windows far from the ends, or the smallest one if that is less.
double least_divisor(const std::vector<double>& window, std::size_t hop) {
    std::vector<double> sums(hop);
    for (std::size_t i = 0; i < window.size(); ++i) sums[i % hop] += window[i] * window[i];
    auto const [least, largest] = std::ranges::minmax(sums);
    return std::min(least, 0.1 * largest);
}

/// The least sum of squared windows over the n samples of a signal in centred frames: the smallest divisor.
double least_sum(std::size_t n, const sj::stft_options& o) {
    auto const window = sj::make_window<double>(o.window, o.size);
    std::vector<double> sum(n + 2 * o.size);
    for (std::size_t k = 0; k < sj::frame_count(n, o.size, o.hop, o.padding); ++k)
        for (std::size_t i = 0; i < o.size; ++i) sum[k * o.hop + i] += window[i] * window[i];
    double least = 1e9;
    for (std::size_t i = 0; i < n; ++i) least = std::min(least, sum[o.size / 2 + i]);
    return least;
}

template <class T> double reconstruction_error(std::size_t n, const sj::stft_options& o) {
    auto const x = testing::noise<T>(n);
    auto const y = sj::istft(sj::stft(x, o), o, n);
    double worst = y.size() == n ? 0 : 1e9;
    for (std::size_t i = 0; i < n; ++i) worst = std::max(worst, static_cast<double>(std::fabs(y[i] - x[i])));
    return worst;
}

}   // namespace

TEST_CASE("istft restores a signal, its ends included, for any window, size and hop", "[transforms]") {
    sj::window const windows[] = {sj::window::rectangular, sj::window::hann, sj::window::hamming, sj::window::blackman,
                                  sj::window::kaiser(5)};
    std::mt19937 random{1};
    for (int done = 0; done < 100;) {
        std::size_t const size = 2 + random() % 1200;
        sj::stft_options const o{.size = size,
                                 .hop = 1 + size / 32 + random() % size * 2 / 3,
                                 .window = windows[random() % 5],
                                 .padding = random() % 2 == 0 ? sj::padding::zero : sj::padding::reflect};
        std::size_t const n = 1 + random() % 5000;
        auto const least = o.hop > size ? 0 : least_sum(n, o);
        if (least < 0.2) continue;   // a small divisor increases the error: see the next test case
        ++done;
        CAPTURE(n, size, o.hop, least);
        CHECK(reconstruction_error<float>(n, o) <= 1e-6);
        CHECK(reconstruction_error<double>(n, o) <= 5e-15);
    }
}

TEST_CASE("rounding errors grow as 1 / sqrt of the least sum of squared windows, down to least_divisor",
          "[transforms]") {
    for (std::size_t hop : {100U, 256U, 400U, 450U, 490U}) {
        sj::stft_options const o{.size = 1000, .hop = hop, .padding = sj::padding::zero};
        auto const least = least_sum(5000, o);
        CAPTURE(hop, least);
        REQUIRE(least >= least_divisor(sj::make_window<double>(o.window, o.size), hop));
        CHECK(reconstruction_error<float>(5000, o) <= 1e-6 / std::sqrt(std::min(least, 1.0)));
    }
}

TEST_CASE("istft divides the sum of frames by the sum of squared windows, or by least_divisor if that is more",
          "[transforms]") {
    for (auto const padding : {sj::padding::none, sj::padding::zero})
        for (std::size_t size : {1U, 8U, 15U, 40U})
            for (std::size_t hop : {1U, 3U, 5U, 8U, 13U, 30U}) {
                if (hop > size * 4 / 5 && hop != 1) continue;
                sj::stft_options const o{.size = size, .hop = hop, .padding = padding};
                sj::matrix<std::complex<double>> spectra(6, size / 2 + 1);
                auto const noise = testing::noise_of<std::complex<double>>(6 * spectra.cols());
                std::copy(noise.begin(), noise.end(), spectra.data());
                auto const window = sj::make_window<double>(o.window, size);
                auto const [sum, squares] = overlapped(spectra, o, window);
                auto const least = least_divisor(window, hop);
                auto const margin = padding == sj::padding::none ? 0 : size / 2;
                auto const end = sum.size() - margin;
                for (std::size_t length : {std::size_t{0}, std::size_t{1}, end - margin, end, end + 5}) {
                    auto const y = sj::istft(spectra, o, length);
                    CAPTURE(size, hop, length);
                    REQUIRE(y.size() == (length != 0 ? length : end - margin));
                    bool close = true;
                    for (std::size_t i = 0; i < y.size(); ++i) {
                        long double want = 0;
                        if (i < end) want = sum[margin + i] / std::max(squares[margin + i], least);
                        close &= std::fabs(static_cast<double>(y[i] - want)) <= 1e-12;
                    }
                    CHECK(close);
                }
            }
}

TEST_CASE("with default options changed spectra give no sample far above the signal", "[transforms]") {
    auto const x = testing::noise<float>(20000);
    auto spectra = sj::stft(x);
    for (auto& bin : std::span{spectra.data(), spectra.rows() * spectra.cols()})
        if (std::abs(bin) < 20) bin = 0;   // a gate: about half of the bins
    CHECK(sj::peak(sj::istft(spectra)) < 3 * sj::peak(x));
}

TEST_CASE("istft restores a signal with a window shorter than the frame", "[transforms]") {
    CHECK(reconstruction_error<double>(
              3000, {.size = 512, .hop = 64, .padding = sj::padding::reflect, .window_size = 300}) <= 1e-14);
}

TEST_CASE("istft refuses windows and hops that lose samples, and spectra of the wrong size", "[transforms]") {
    sj::matrix<std::complex<float>> const spectra(3, 9);
    using testing::message, testing::says;
    auto const refused = [&](const sj::stft_options& o) {
        return message<sj::argument_error>([&] { return sj::istft(spectra, o); });
    };
    CHECK(refused({.size = 16, .hop = 4}).empty());
    CHECK(refused({.size = 16, .hop = 16, .window = sj::window::rectangular}).empty());
    CHECK(says(refused({.size = 16, .hop = 16}),   // a periodic hann window begins with 0
               "istft: a window of 16 in frames of size 16 with hop 16 loses samples"));
    CHECK(says(refused({.size = 16, .hop = 17, .window = sj::window::rectangular}), "hop 17 loses samples"));
    CHECK(says(refused({.size = 16, .hop = std::size_t{1} << 40}), "loses samples"));   // before it allocates
    CHECK(says(refused({.size = 16, .hop = 8, .window_size = 6}), "a window of 6 in frames of size 16"));
    CHECK(says(refused({.size = 18, .hop = 4}), "istft: spectra of 9 bins, expected 10 for a size of 18"));
    CHECK(says(refused({.size = 0}), "istft: size 0"));
    CHECK(sj::istft(sj::matrix<std::complex<float>>{}, {.size = 16}).empty());
}
