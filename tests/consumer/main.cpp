// SPDX-License-Identifier: MIT
// A program of another project. It exits with 0 if the results are right; CONSUMER_... select what it uses.
#include <cstdio>
#include <vector>

#ifdef CONSUMER_READS
#include <symphonic/symphonic.hpp>
#else
#include <symphonic/energy.hpp>
#include <symphonic/views.hpp>
#endif
#ifdef CONSUMER_HASHES
#include <symphonic/cache.hpp>
#endif
#ifdef CONSUMER_FFTW
#include <symphonic/fft/fftw.hpp>
#endif
#ifdef CONSUMER_EIGEN
#include <symphonic/eigen.hpp>
#endif
#ifdef CONSUMER_PARALLEL
#include <symphonic/parallel.hpp>
#endif

int main() {
    namespace sj = symphonic;
    namespace v = symphonic::views;
    std::vector<float> const x(4096, 0.5F);
    sj::stft_options options{.size = 256};
#ifdef CONSUMER_FFTW
    options.engine = sj::fftw();
#endif
    std::size_t rows = 0;
    for (auto row : sj::from(x, 8000.0) | v::stft(options) | v::power) rows += row.size() == 129;
#ifdef CONSUMER_EIGEN
    sj::matrix<float> ones(2, 4);
    sj::as_eigen(ones).setOnes();
    if (sj::rfft_batch(sj::as_eigen(ones)) != sj::rfft_batch(ones) || ones(1, 3) != 1) return 1;
#endif
#ifdef CONSUMER_PARALLEL
    int sum = 0;
    for (int const square : std::vector{1, 2, 3} | v::parallel([](int i) { return i * i; }, {.threads = 2}))
        sum += square;
    if (sum != 14) return 1;
#endif
#ifdef CONSUMER_READS
    try {
        sj::reader{"no such file.wav"};
    } catch (const sj::io_error&) {
        ++rows;
    }
    --rows;
#endif
#ifdef CONSUMER_HASHES
    if (sj::content_hash(x, 256) == sj::content_hash(x, 512)) return 1;
#endif
    std::printf("%zu\n", rows);
    return rows == 61 && sj::energy(x) == 1024 ? 0 : 1;
}
