// SPDX-License-Identifier: MIT
#include <symphonic/simd/detail/complex.hpp>

#include "support/catch.hpp"
#include "support/instruction_sets.hpp"
#include "support/signals.hpp"

namespace d = symphonic::detail;

namespace {

/// Transposes a square matrix of width x width numbers.
struct transpose_kernel {
    template <class Target, class T> SYMPHONIC_KERNEL static constexpr void run(T const* x, T* out) noexcept {
        constexpr auto n = d::width<Target, T>;
        d::vec<Target, T> rows[n];
        SYMPHONIC_UNROLL for (std::size_t i = 0; i < n; ++i) d::load(rows[i], x + i * n);
        d::transpose<T, n>(rows);
        SYMPHONIC_UNROLL for (std::size_t i = 0; i < n; ++i) d::store(out + i * n, rows[i]);
    }
};

/// Writes the real parts and then the imaginary parts in the order of deinterleave().
struct deinterleave_kernel {
    template <class Target, class T> SYMPHONIC_KERNEL static constexpr void run(T const* x, T* out) noexcept {
        constexpr auto n = d::width<Target, T>;
        d::vec<Target, T> a, b;
        d::load(a, x);
        d::load(b, x + n);
        d::complex_lanes<d::vec<Target, T>> z;
        d::deinterleave_unordered<T, n>(z, a, b);
        d::store(out, z.re);
        d::store(out + n, z.im);
    }
};

/// Writes the real parts, the imaginary parts, and the complex numbers in reverse order.
struct load_and_reverse_kernel {
    template <class Target, class T> SYMPHONIC_KERNEL static constexpr void run(T const* x, T* out) noexcept {
        constexpr auto n = d::width<Target, T>;
        d::complex_lanes<d::vec<Target, T>> z;
        d::load_complex<T, n>(z, x);
        d::store(out, z.re);
        d::store(out + n, z.im);
        d::reverse<T, n>(z.re);
        d::reverse<T, n>(z.im);
        d::store_complex<T, n>(out + 2 * n, z);
    }
};

}   // namespace

TEMPLATE_TEST_CASE("transpose, deinterleave, reverse and complex loads work on every instruction set", "[transforms]",
                   float, double) {
    using T = TestType;
    std::vector<T> x(256);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<T>(i);
    for (auto const set : testing::instruction_sets()) {
        auto const n =
            set == symphonic::instruction_set::scalar ? 1 : (std::size_t{8} << static_cast<unsigned>(set)) / sizeof(T);
        CAPTURE(symphonic::name(set), n);
        std::vector<T> out(256);
        T const* const in = x.data();
        testing::on<transpose_kernel>(set, in, out.data());
        for (std::size_t i = 0; i < n * n; ++i) CHECK(out[i] == x[i % n * n + i / n]);
        testing::on<deinterleave_kernel>(set, in, out.data());
        for (std::size_t i = 0; i < n; ++i) {
            CHECK(out[i] == x[2 * d::unordered_index<T>(i, n)]);
            CHECK(out[n + i] == x[2 * d::unordered_index<T>(i, n) + 1]);
        }
        testing::on<load_and_reverse_kernel>(set, in, out.data());
        for (std::size_t i = 0; i < n; ++i) {
            CHECK(out[i] == x[2 * i]);
            CHECK(out[n + i] == x[2 * i + 1]);
            CHECK(out[2 * n + 2 * i] == x[2 * (n - 1 - i)]);
            CHECK(out[2 * n + 2 * i + 1] == x[2 * (n - 1 - i) + 1]);
        }
    }
}
