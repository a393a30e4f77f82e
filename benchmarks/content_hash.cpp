// SPDX-License-Identifier: MIT
// content_hash relative to the transform that it saves: 8 KiB against FFTW's real FFT of the same 2,048 floats, and
// against OpenSSL's SHA-256.
//   cmake -P cmake/benchmark.cmake content_hash
#include <cmath>
#include <cstdio>

#include <symphonic/cache.hpp>

#ifdef WITH_OPENSSL
#include <openssl/evp.h>
#endif

#include "fftw_peer.hpp"
#include "report.hpp"

namespace sj = symphonic;

namespace {

std::vector<float> signal(std::size_t n) {
    std::vector<float> x(n);
    for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<float>(std::sin(0.1 * static_cast<double>(i)));
    return x;
}

void key(benchmark::State& state) {
    auto const x = signal(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(sj::content_hash(x));
}
void key_with_parameters(benchmark::State& state) {
    auto const x = signal(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(sj::content_hash(x, 2048, 512, "hann"));
}
void one_shot_xxhash(benchmark::State& state) {
    auto const x = signal(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(XXH3_128bits_withSeed(x.data(), x.size() * sizeof(float), 0));
}
void fftw(benchmark::State& state) {
    fftw_peer<float> peer{static_cast<std::size_t>(state.range(0))};
    auto const x = signal(static_cast<std::size_t>(state.range(0)));
    std::vector<float> const ones(x.size(), 1.0F);
    std::vector<std::complex<float>> bins(x.size() / 2 + 1);
    peer.bins(x.data(), ones.data(), bins.data());   // copies the samples into the plan's array
    for (auto _ : state) peer.execute();
}
#ifdef WITH_OPENSSL
void sha256(benchmark::State& state) {
    auto const x = signal(static_cast<std::size_t>(state.range(0)));
    auto* const context = EVP_MD_CTX_new();
    unsigned char digest[EVP_MAX_MD_SIZE];
    for (auto _ : state) {
        EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
        EVP_DigestUpdate(context, x.data(), x.size() * sizeof(float));
        EVP_DigestFinal_ex(context, digest, nullptr);
        benchmark::DoNotOptimize(digest);
    }
    EVP_MD_CTX_free(context);
}
#endif

}   // namespace

int main(int count, char** arguments) {
    interleave(count, arguments);
    for (auto const n : {16, 2048}) {
        benchmark::RegisterBenchmark("key", key)->Arg(n);
        benchmark::RegisterBenchmark("key with parameters", key_with_parameters)->Arg(n);
        benchmark::RegisterBenchmark("XXH3_128bits", one_shot_xxhash)->Arg(n);
#ifdef WITH_OPENSSL
        benchmark::RegisterBenchmark("SHA-256", sha256)->Arg(n);
#endif
    }
    benchmark::RegisterBenchmark("FFTW", fftw)->Arg(2048);
    best_times best;
    benchmark::RunSpecifiedBenchmarks(&best);
    std::printf("%s, best times\n", processor().c_str());
    for (std::size_t const n : {16U, 2048U}) {
        double const time = best("key", n);
        std::printf("    content_hash of %5zu bytes %6.1f ns, with three parameters %6.1f ns, XXH3_128bits %6.1f ns\n",
                    4 * n, time, best("key with parameters", n), best("XXH3_128bits", n));
    }
    std::printf("    8 KiB: %.3f of FFTW's real FFT of 2,048 floats (at most 0.35)\n",
                best("key", 2048) / best("FFTW", 2048));
#ifdef WITH_OPENSSL
    std::printf("    8 KiB: %.1f x as fast as OpenSSL's SHA-256\n", best("SHA-256", 2048) / best("key", 2048));
#endif
}
