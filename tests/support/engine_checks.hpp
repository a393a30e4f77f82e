// SPDX-License-Identifier: MIT
// Checks that apply to every transform engine.
#pragma once

#include <symphonic/fft/plan.hpp>

#include "support/catch.hpp"
#include "support/dft.hpp"

namespace testing {

inline constexpr std::size_t transform_sizes[] = {1,  2,   3,   4,   5,   6,    7,    8,    9,    10,   12,
                                                  13, 15,  16,  25,  27,  31,   32,   37,   49,   60,   64,
                                                  97, 100, 101, 128, 243, 1000, 1001, 1024, 1536, 2048, 2209};

/// Checks forward against the definition and inverse against the signal, in aligned and unaligned memory, with and
/// without a workspace.
template <class E> void check_transform(std::size_t n, symphonic::fft_engine const* engine) {
    using bin = symphonic::bin_t<E>;
    symphonic::fft_plan<E> const plan{n, {.engine = engine}};
    auto const allowed = allowed_error<symphonic::real_t<E>>(n);
    std::vector<E> x = noise_of<E>(n + 1), back(n + 1);
    std::vector<bin> X(plan.bins() + 1), Y(plan.bins());
    symphonic::detail::aligned_vector<std::byte> workspace(plan.workspace());
    for (std::size_t shift : {0U, 1U}) {
        std::span<E const> const in = std::span{x}.subspan(shift, n);
        auto const out = std::span{X}.subspan(shift, plan.bins());
        auto const restored = std::span{back}.subspan(1 - shift, n);
        auto const before = x;
        plan.forward(in, out);
        CHECK(x == before);   // the input is not changed
        auto const want = dft(in, plan.bins());
        CHECK(relative_error<bin>(out, want) <= allowed);
        plan.forward(in, Y, workspace);
        CHECK(std::equal(Y.begin(), Y.end(), out.begin()));   // the same bits
        auto const spectrum = X;
        plan.inverse(out, restored);
        CHECK(X == spectrum);
        double error = 0, norm = 0;
        for (std::size_t i = 0; i < n; ++i) {
            error += static_cast<double>(std::norm(restored[i] - in[i]));
            norm += static_cast<double>(std::norm(in[i]));
        }
        CHECK(std::sqrt(error / norm) <= 2 * allowed);
        std::vector<E> repeated(n);
        plan.inverse(out, repeated, workspace);
        CHECK(std::equal(repeated.begin(), repeated.end(), restored.begin()));
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

/// Checks all element types and many sizes.
inline void check_engine(symphonic::fft_engine const* engine) {
    for (auto const n : transform_sizes) {
        CAPTURE(n, engine->name());
        check_transform<float>(n, engine);
        check_transform<double>(n, engine);
        check_transform<std::complex<float>>(n, engine);
        check_transform<std::complex<double>>(n, engine);
    }
}

}   // namespace testing
