// SPDX-License-Identifier: MIT
// mixed_radix: complex transforms of sizes with small factors. Stockham's self-sorting passes, decimation in frequency
// (D. Swarztrauber, "FFT algorithms for vector computers", Parallel Computing 1, 1984).
#ifndef SYMPHONIC_FFT_MIXED_RADIX_HPP
#define SYMPHONIC_FFT_MIXED_RADIX_HPP

#include <algorithm>

#include <symphonic/fft/engine.hpp>
#include <symphonic/fft/roots.hpp>

namespace symphonic::detail {

/// Sizes whose prime factors are at most `largest_factor`.
template <class T>
class mixed_radix final : public fft_kernel<std::complex<T>> {
    using bin = std::complex<T>;

public:
    /// Beyond this, n log n of Bluestein's algorithm beat the factor times n of a plain butterfly.
    static constexpr std::size_t largest_factor = 31;

    [[nodiscard]] static bool takes(std::size_t size) noexcept {
        for (std::size_t f = 2; f <= largest_factor; ++f)
            while (size % f == 0) size /= f;
        return size == 1;
    }

    explicit mixed_radix(std::size_t size) : size_(size), roots_(roots_of_unity<T>(size)) {
        std::size_t rest = size;
        for (std::size_t f : {4U, 2U})
            for (; rest % f == 0; rest /= f) radices_.push_back(f);
        for (std::size_t f = 3; rest > 1; f += 2)
            for (; rest % f == 0; rest /= f) radices_.push_back(f);
    }

    [[nodiscard]] std::size_t workspace() const noexcept override { return size_ * sizeof(bin); }
    void forward(bin const* in, bin* out, std::byte* work) const noexcept override { run<false>(in, out, work); }
    void inverse(bin const* in, bin* out, std::byte* work) const noexcept override { run<true>(in, out, work); }

private:
    /// Each pass reads one array and writes another; they alternate so that the last one writes `out`.
    template <bool Inverse> void run(bin const* in, bin* out, std::byte* memory) const noexcept {
        auto* const work = reinterpret_cast<bin*>(memory);
        if (radices_.empty()) {
            *out = *in;
            return;
        }
        bin* to = radices_.size() % 2 == 1 ? out : work;
        if (to == in) in = std::copy_n(in, size_, work) - size_;
        std::size_t done = 1;   // product of the radices so far: the stride between neighbours
        for (auto const radix : radices_) {
            switch (radix) {
            case 2: pass<Inverse, 2>(in, to, done); break;
            case 3: pass<Inverse, 3>(in, to, done); break;
            case 4: pass<Inverse, 4>(in, to, done); break;
            case 5: pass<Inverse, 5>(in, to, done); break;
            default: any_pass<Inverse>(in, to, done, radix);
            }
            done *= radix;
            in = to;
            to = to == out ? work : out;
        }
    }

    template <bool Inverse, std::size_t R> void pass(bin const* in, bin* out, std::size_t stride) const noexcept {
        auto const groups = size_ / stride / R;
        for (std::size_t p = 0; p < groups; ++p) {
            bin w[R];
            for (std::size_t j = 1; j < R; ++j) w[j] = roots_[stride * p * j];
            for (std::size_t q = 0; q < stride; ++q) {
                bin a[R];
                for (std::size_t k = 0; k < R; ++k) a[k] = in[q + stride * (p + groups * k)];
                butterfly<Inverse>(a);
                bin* const to = out + q + stride * R * p;
                to[0] = a[0];
                for (std::size_t j = 1; j < R; ++j) to[stride * j] = turned<Inverse>(a[j], w[j]);
            }
        }
    }

    template <bool Inverse> static void butterfly(bin (&a)[2]) noexcept {
        auto const b = a[1];
        a[1] = a[0] - b;
        a[0] += b;
    }
    template <bool Inverse> static void butterfly(bin (&a)[3]) noexcept {
        constexpr auto sine = static_cast<T>(0.866025403784438646763723170752936183L);   // sin(2 pi / 3)
        auto const sum = a[1] + a[2], turn = quarter<Inverse>(sine * (a[1] - a[2]));
        auto const mean = a[0] - sum / T{2};
        a[0] += sum;
        a[1] = mean + turn;
        a[2] = mean - turn;
    }
    template <bool Inverse> static void butterfly(bin (&a)[4]) noexcept {
        auto const s02 = a[0] + a[2], d02 = a[0] - a[2], s13 = a[1] + a[3], d13 = quarter<Inverse>(a[1] - a[3]);
        a[0] = s02 + s13;
        a[1] = d02 + d13;
        a[2] = s02 - s13;
        a[3] = d02 - d13;
    }
    template <bool Inverse> static void butterfly(bin (&a)[5]) noexcept {
        constexpr auto c1 = static_cast<T>(0.309016994374947424102293417182819059L),   // cos(2 pi / 5)
            c2 = static_cast<T>(-0.809016994374947424102293417182819059L),             // cos(4 pi / 5)
            s1 = static_cast<T>(0.951056516295153572116439333379382143L),              // sin(2 pi / 5)
            s2 = static_cast<T>(0.587785252292473129168705954639072769L);              // sin(4 pi / 5)
        auto const sum1 = a[1] + a[4], sum2 = a[2] + a[3], dif1 = a[1] - a[4], dif2 = a[2] - a[3];
        auto const even1 = a[0] + c1 * sum1 + c2 * sum2, even2 = a[0] + c2 * sum1 + c1 * sum2;
        auto const odd1 = quarter<Inverse>(s1 * dif1 + s2 * dif2), odd2 = quarter<Inverse>(s2 * dif1 - s1 * dif2);
        a[0] += sum1 + sum2;
        a[1] = even1 + odd1;
        a[2] = even2 + odd2;
        a[3] = even2 - odd2;
        a[4] = even1 - odd1;
    }

    /// Any odd radix, from the definition.
    template <bool Inverse>
    void any_pass(bin const* in, bin* out, std::size_t stride, std::size_t radix) const noexcept {
        auto const groups = size_ / stride / radix, step = size_ / radix;
        for (std::size_t p = 0; p < groups; ++p)
            for (std::size_t q = 0; q < stride; ++q)
                for (std::size_t j = 0; j < radix; ++j) {
                    bin sum = in[q + stride * p];
                    for (std::size_t k = 1; k < radix; ++k)
                        sum += turned<Inverse>(in[q + stride * (p + groups * k)], roots_[step * (j * k % radix)]);
                    out[q + stride * (radix * p + j)] = turned<Inverse>(sum, roots_[stride * p * j]);
                }
    }

    std::size_t size_;
    std::vector<std::size_t> radices_;
    std::vector<bin> roots_;
};

}   // namespace symphonic::detail
#endif
