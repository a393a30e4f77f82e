// SPDX-License-Identifier: MIT
// Runs a little of every layer that needs no other library: kernels, transforms, pipelines over memory, cache and pool. Built for
// a 32-bit processor and run in an emulator, without Catch2. Prints what differs from the same computation by hand.
#include <atomic>
#include <chrono>
#include <cmath>
#include <complex>
#include <cstdint>
#include <cstdio>
#include <numbers>
#include <string>
#include <thread>
#include <vector>

#include <symphonic/cache.hpp>
#include <symphonic/fft.hpp>
#include <symphonic/kernels.hpp>
#include <symphonic/memory.hpp>
#include <symphonic/profile.hpp>
#include <symphonic/spectral.hpp>
#include <symphonic/views.hpp>

namespace sj = symphonic;
namespace v = symphonic::views;
using namespace std::chrono_literals;

namespace {

int failures = 0;
void check(bool right, char const* statement) {
    if (right) return;
    ++failures;
    std::printf("not true: %s\n", statement);
}
bool near(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance * std::abs(b); }

std::vector<float> sine(std::size_t n) {
    std::vector<float> x(n);
    for (std::size_t i = 0; i < n; ++i)
        x[i] = static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * 0.05 * static_cast<double>(i)));
    return x;
}

void test_kernels(const std::vector<float>& x) {
    double energy = 0;
    for (float const each : x) energy += static_cast<double>(each) * static_cast<double>(each);
    check(near(sj::energy(x), energy, 1e-12), "energy is the sum of the squares");
    check(near(sj::summarize(x).rms, std::sqrt(energy / static_cast<double>(x.size())), 1e-12),
          "rms follows from energy");
    std::vector<std::int16_t> integers(x.size());
    sj::convert(x, integers);
    check(integers[5] == std::lrint(32768.0 * static_cast<double>(x[5])), "convert scales by 32768");
}

void test_transforms(const std::vector<float>& x) {
    for (std::size_t const n : {std::size_t{512}, std::size_t{480}, std::size_t{509}}) {
        std::vector<float> const part(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(n));
        auto const bins = sj::rfft(part);
        std::complex<double> bin{};
        for (std::size_t i = 0; i < n; ++i)
            bin += static_cast<double>(part[i]) *
                   std::polar(1.0, -2 * std::numbers::pi * 25.0 * static_cast<double>(i) / static_cast<double>(n));
        check(std::abs(std::complex<double>(bins[25]) - bin) < 1e-4 * std::abs(bin) + 1e-4,
              "a bin of rfft is its definition");
        auto const again = sj::irfft(bins, n);
        double worst = 0;
        for (std::size_t i = 0; i < n; ++i) worst = std::max(worst, std::abs(static_cast<double>(again[i] - part[i])));
        check(worst < 1e-6, "irfft restores the samples");
    }
}

void test_pipelines(const std::vector<float>& x) {
    std::vector<double> const levels = sj::from(x, 8000.0) | v::mono | v::frames(512, 256) | v::rms | sj::collect;
    check(levels.size() == (x.size() - 512) / 256 + 1, "every whole frame gives a level");
    check(near(levels[0], sj::rms(std::vector<float>(x.begin(), x.begin() + 512)), 1e-12),
          "a level is the rms of its frame");
    sj::stft_options const options{.size = 512, .hop = 128, .padding = sj::padding::zero};
    sj::audio_buffer<float> const restored =
        sj::from(x, 8000.0) | v::mono | v::stft(options) | v::istft(options) | sj::collect;
    double worst = restored.frames() >= x.size() ? 0 : 1;
    for (std::size_t i = 0; i < x.size() && worst < 1; ++i)
        worst = std::max(worst, std::abs(static_cast<double>(restored.samples()[i] - x[i])));
    check(worst < 1e-6, "istft restores the samples of stft");
    std::size_t count = 0;
    for (auto const& block : sj::from(x, 8000.0) | v::prefetch(2) | v::chunks(1000)) count += block.frames();
    check(count == x.size(), "prefetch passes all samples on");
    count = 0;
    for (auto const& block : sj::generate([] { return 0.0F; }, 8000.0) | v::take(1'200'000) | v::drop_time(140.0))
        count += block.frames();
    check(count == 80'000, "take and drop_time count more samples than a block may have");
}

void test_cache_and_pool(const std::vector<float>& x) {
    sj::lru_cache<sj::content_key, int> cache{{.max_entries = 2, .ttl = 1h}};
    std::atomic<int> loads{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 3; ++t)
        threads.emplace_back([&] {
            cache.get_or_compute(sj::content_hash(x, 512, 10ms), [&] {
                std::this_thread::sleep_for(10ms);
                return ++loads;
            });
        });
    for (auto& thread : threads) thread.join();
    check(loads == 1, "threads that ask for the same key share one load");
    check(sj::content_hash("song", 512, -1, 0.5, true, "hann").to_string() == "d7b7b553e7f13089ead3ddc881d4714e",
          "a content key is the same on every little-endian processor");
    sj::lru_cache<int, int> circle;
    bool thrown = false;
    try {
        circle.get_or_compute(1, [&] { return *circle.get_or_compute(1, [] { return 0; }); });
    } catch (const sj::recursive_load&) {
        thrown = true;
    }
    check(thrown, "a load that waits for itself throws recursive_load");

    sj::buffer_pool<float> pool{1000, 3, {.exhaustion = sj::exhaustion::block}};
    std::atomic<int> wrong{0};
    threads.clear();
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 50; ++i) {
                auto lease = pool.acquire();
                lease[0] = static_cast<float>(t);
                std::this_thread::yield();
                wrong += lease[0] != static_cast<float>(t);
            }
        });
    for (auto& thread : threads) thread.join();
    check(wrong == 0, "a buffer is leased to one thread at a time");
    sj::profile profile;
    sj::timed(profile, "scope", [] {})();
    check(profile.entries().size() == 1, "a profile has an entry for each scope");
}

}   // namespace

int main() {
    auto const x = sine(20000);
    test_kernels(x);
    test_transforms(x);
    test_pipelines(x);
    test_cache_and_pool(x);
    return failures == 0 ? 0 : 1;
}
