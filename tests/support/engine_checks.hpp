// SPDX-License-Identifier: MIT
// What every engine must get right, whichever it is.
#pragma once

#include <symphonic/fft/plan.hpp>

#include "support/catch.hpp"
#include "support/dft.hpp"

namespace testing {

inline constexpr std::size_t sizes[] = {1,  2,   3,   4,   5,   6,    7,    8,    9,    10,   12,
                                        13, 15,  16,  25,  27,  31,   32,   37,   49,   60,   64,
                                        97, 100, 101, 128, 243, 1000, 1001, 1024, 1536, 2048, 2209};

/// Forward against the definition, and back; in memory of any alignment, with a workspace and without.
template <class E> void check_transform(std::size_t n, symphonic::fft_engine const* engine) {
    using bin = symphonic::bin_t<E>;
    symphonic::fft_plan<E> const plan{n, {.engine = engine}};
    auto const allowed = allowed_error<symphonic::real_t<E>>(n);
    std::vector<E> x = noise_of<E>(n + 1), back(n + 1);
    std::vector<bin> X(plan.bins() + 1), Y(plan.bins());
    struct line {
        alignas(64) std::byte bytes[64];
    };
    std::vector<line> work(plan.workspace() / 64 + 1);
    std::span<std::byte> const workspace{work.data()->bytes, plan.workspace()};
    for (std::size_t shift : {0U, 1U}) {
        std::span<E const> const in = std::span{x}.subspan(shift, n);
        auto const out = std::span{X}.subspan(shift, plan.bins());
        auto const again = std::span{back}.subspan(1 - shift, n);
        auto const before = x;
        plan.forward(in, out);
        CHECK(x == before);   // the input is left as it was
        auto const want = dft(in, plan.bins());
        CHECK(relative_error<bin>(out, want) <= allowed);
        plan.forward(in, Y, workspace);
        CHECK(std::equal(Y.begin(), Y.end(), out.begin()));   // the same bits
        auto const spectrum = X;
        plan.inverse(out, again);
        CHECK(X == spectrum);
        double off = 0, all = 0;
        for (std::size_t i = 0; i < n; ++i) {
            off += static_cast<double>(std::norm(again[i] - in[i]));
            all += static_cast<double>(std::norm(in[i]));
        }
        CHECK(std::sqrt(off / all) <= 2 * allowed);
        std::vector<E> twice(n);
        plan.inverse(out, twice, workspace);
        CHECK(std::equal(twice.begin(), twice.end(), again.begin()));
    }
    if constexpr (std::is_same_v<E, bin>) {   // in place
        auto y = x;
        y.resize(n);
        plan.forward(std::span<E const>{x}.first(n), Y);
        plan.forward(y, y);
        CHECK(y == Y);
        plan.inverse(y, y);
        CHECK(static_cast<double>(std::abs(y[n / 2] - x[n / 2])) < 20 * allowed);
    }
}

inline void check_engine(symphonic::fft_engine const* engine) {
    for (auto const n : sizes) {
        CAPTURE(n, engine->name());
        check_transform<float>(n, engine);
        check_transform<double>(n, engine);
        check_transform<std::complex<float>>(n, engine);
        check_transform<std::complex<double>>(n, engine);
    }
}

}   // namespace testing
