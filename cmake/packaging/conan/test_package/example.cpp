// SPDX-License-Identifier: MIT
// A program that uses the installed package with the features WITH_... It exits with 0 if the results are right.
#include <cstdio>
#include <vector>

#include <symphonic/energy.hpp>
#ifdef WITH_IO
#include <symphonic/io.hpp>
#endif
#ifdef WITH_CACHE
#include <symphonic/cache.hpp>
#endif
#ifdef WITH_FFTW
#include <symphonic/fft.hpp>
#include <symphonic/fft/fftw.hpp>
#endif
#ifdef WITH_EIGEN
#include <symphonic/eigen.hpp>
#endif
#ifdef WITH_PARALLEL
#include <symphonic/parallel.hpp>
#endif

namespace sj = symphonic;

int main() {
    int wrong = 0;
    auto const check = [&](bool right, char const* what) {
        std::printf("%s: %s\n", what, right ? "right" : "wrong");
        wrong += !right;
    };
    std::vector<float> const x(4096, 0.5F);
    check(sj::energy(x) == 1024, "energy");
#ifdef WITH_IO
    bool refused = false;
    try {
        sj::reader{"no such file.wav"};
    } catch (sj::io_error const&) {
        refused = true;
    }
    check(refused, "io");
#endif
#ifdef WITH_CACHE
    check(sj::content_hash(x, 256) != sj::content_hash(x, 512), "cache");
#endif
#ifdef WITH_FFTW
    sj::fft_plan<float> const plan{x.size(), {.engine = sj::fftw()}};
    check(plan.bins() == 2049, "fftw");
#endif
#ifdef WITH_EIGEN
    sj::matrix<float> ones(2, 4);
    sj::as_eigen(ones).setOnes();
    check(ones(1, 3) == 1.0F, "eigen");
#endif
#ifdef WITH_PARALLEL
    int sum = 0;
    for (int square : std::vector{1, 2, 3} | sj::views::parallel([](int n) { return n * n; })) sum += square;
    check(sum == 14, "parallel");
#endif
    return wrong;
}
