// SPDX-License-Identifier: MIT
// FFTW 3 as a transform engine. FFTW is licensed under the GPL, and so is a program that includes this header and is
// distributed. No other header of the library includes it. Link with fftw3f and fftw3.
#ifndef SYMPHONIC_FFT_FFTW_HPP
#define SYMPHONIC_FFT_FFTW_HPP

#include <climits>
#include <cstring>
#include <mutex>
#include <new>
#include <tuple>

#include <fftw3.h>

#include <symphonic/fft/detail/engine_facade.hpp>
#include <symphonic/fft/detail/plan_cache.hpp>
#include <symphonic/fft/detail/thread_scratch.hpp>

namespace symphonic {

/// How thoroughly FFTW searches for a fast plan. Only `estimate` makes the same plan in every process, so only its
/// results have the same bits in every process.
enum class fftw_effort {
    estimate,   ///< FFTW_ESTIMATE: chooses without measuring
    measure,    ///< FFTW_MEASURE: times several plans; up to a second for each size
    patient     ///< FFTW_PATIENT: times more plans
};

/// Options of fftw().
struct fftw_options {
    fftw_effort effort = fftw_effort::estimate;   ///< used when a plan of a new size is made
};

namespace detail {

/// FFTW's planner is not thread-safe: this mutex is locked while a plan is made or destroyed.
[[nodiscard]] inline std::mutex& fftw_planner_mutex() {
    static auto& mutex = *new std::mutex;   // never destroyed, because the plans of fftw() are not
    return mutex;
}

/// FFTW's functions for float and for double.
template <class T> struct fftw_library;
template <> struct fftw_library<float> {
    using plan = fftwf_plan;
    using bin = fftwf_complex;
    static constexpr auto alignment = fftwf_alignment_of;
    static constexpr auto destroy = fftwf_destroy_plan;
    static constexpr auto plan_real = fftwf_plan_dft_r2c_1d;
    static constexpr auto plan_real_inverse = fftwf_plan_dft_c2r_1d;
    static constexpr auto plan_complex = fftwf_plan_dft_1d;
    static constexpr auto run_real = fftwf_execute_dft_r2c;
    static constexpr auto run_real_inverse = fftwf_execute_dft_c2r;
    static constexpr auto run_complex = fftwf_execute_dft;
};
template <> struct fftw_library<double> {
    using plan = fftw_plan;
    using bin = fftw_complex;
    static constexpr auto alignment = fftw_alignment_of;
    static constexpr auto destroy = fftw_destroy_plan;
    static constexpr auto plan_real = fftw_plan_dft_r2c_1d;
    static constexpr auto plan_real_inverse = fftw_plan_dft_c2r_1d;
    static constexpr auto plan_complex = fftw_plan_dft_1d;
    static constexpr auto run_real = fftw_execute_dft_r2c;
    static constexpr auto run_real_inverse = fftw_execute_dft_c2r;
    static constexpr auto run_complex = fftw_execute_dft;
};

/// Plans are made for aligned memory, and FFTW's new-array functions require the same alignment when a plan is
/// executed: unaligned input and output are copied to and from the workspace.
template <class E>
class fftw_kernel final : public fft_kernel<E> {
    using T = real_t<E>;
    using bin = bin_t<E>;
    using library = fftw_library<T>;
    static constexpr bool complex = std::is_same_v<E, bin>;

public:
    fftw_kernel(std::size_t size, unsigned flags) : size_(size), bins_(complex ? size : size / 2 + 1) {
        thread_scratch memory{workspace()};   // planning overwrites it
        auto* const x = reinterpret_cast<T*>(memory.data());
        auto* const y = bins_in(memory.data());
        auto const n = static_cast<int>(size);
        std::lock_guard const lock{fftw_planner_mutex()};
        if constexpr (complex) {
            forward_ = library::plan_complex(n, raw(x), raw(y), FFTW_FORWARD, flags | FFTW_PRESERVE_INPUT);
            inverse_ = library::plan_complex(n, raw(y), raw(x), FFTW_BACKWARD, flags | FFTW_PRESERVE_INPUT);
        } else {
            forward_ = library::plan_real(n, x, raw(y), flags | FFTW_PRESERVE_INPUT);
            inverse_ = library::plan_real_inverse(n, raw(y), x, flags | FFTW_DESTROY_INPUT);
        }
        if (forward_ != nullptr && inverse_ != nullptr) return;
        destroy();
        throw std::bad_alloc{};
    }
    ~fftw_kernel() override {
        std::lock_guard const lock{fftw_planner_mutex()};
        destroy();
    }
    fftw_kernel(const fftw_kernel&) = delete;
    fftw_kernel& operator=(const fftw_kernel&) = delete;

    [[nodiscard]] std::size_t workspace() const noexcept override {
        return whole_cache_lines(size_ * sizeof(E)) + whole_cache_lines(bins_ * sizeof(bin));
    }
    void forward(E const* in, bin* out, std::byte* work) const noexcept override {
        auto* const x = reinterpret_cast<E*>(work);
        auto* const y = bins_in(work);
        bool const in_place = static_cast<void const*>(in) == out;
        if (in_place || !aligned(in)) in = static_cast<E const*>(std::memcpy(x, in, size_ * sizeof(E)));
        bin* const to = aligned(out) ? out : y;
        if constexpr (complex) library::run_complex(forward_, raw(const_cast<E*>(in)), raw(to));
        else library::run_real(forward_, const_cast<E*>(in), raw(to));   // FFTW_PRESERVE_INPUT: not written to
        if (to != out) std::memcpy(out, to, bins_ * sizeof(bin));
    }
    void inverse(bin const* in, E* out, std::byte* work) const noexcept override {
        auto* const x = reinterpret_cast<E*>(work);
        auto* const y = bins_in(work);
        std::memcpy(y, in, bins_ * sizeof(bin));   // the real inverse overwrites its input
        E* const to = aligned(out) ? out : x;
        if constexpr (complex) library::run_complex(inverse_, raw(y), raw(to));
        else library::run_real_inverse(inverse_, raw(y), to);
        if (to != out) std::memcpy(out, to, size_ * sizeof(E));
    }

private:
    [[nodiscard]] bin* bins_in(std::byte* work) const noexcept {
        return reinterpret_cast<bin*>(work + whole_cache_lines(size_ * sizeof(E)));
    }
    [[nodiscard]] static auto* raw(auto* x) noexcept { return reinterpret_cast<typename library::bin*>(x); }
    [[nodiscard]] static bool aligned(auto const* x) noexcept {
        return library::alignment(reinterpret_cast<T*>(const_cast<std::remove_cvref_t<decltype(*x)>*>(x))) == 0;
    }
    void destroy() noexcept {
        if (forward_ != nullptr) library::destroy(forward_);
        if (inverse_ != nullptr) library::destroy(inverse_);
    }

    std::size_t size_, bins_;
    typename library::plan forward_{}, inverse_{};
};

class fftw_engine final : public engine_facade<fftw_engine> {
public:
    explicit fftw_engine(unsigned flags) noexcept : flags_(flags) {}
    [[nodiscard]] char const* name() const noexcept override { return "fftw"; }
    template <class E> [[nodiscard]] kernel_ptr<E> make(std::size_t size) const {
        if (size > INT_MAX) return {};   // FFTW's sizes are int
        return std::get<plan_cache<fftw_kernel<E>>>(plans_).get(
            size, [this, size] { return std::make_shared<const fftw_kernel<E>>(size, flags_); });
    }

private:
    template <class... E> using caches = std::tuple<plan_cache<fftw_kernel<E>>...>;
    unsigned flags_;
    mutable caches<float, double, std::complex<float>, std::complex<double>> plans_;
};

}   // namespace detail

/// Returns FFTW as an engine for plans and stages: `fft_plan<float>{2048, {.engine = fftw()}}`. It supports all four
/// types and sizes up to INT_MAX, and caches the 16 most recently used plans of each type, of up to 65,536 points.
/// Thread-safe.
[[nodiscard]] inline fft_engine const* fftw(fftw_options options = {}) {
    // Never destroyed, nor their cached plans: destructors of static objects may transform.
    static auto const *const estimate = new detail::fftw_engine{FFTW_ESTIMATE},
                             *const measure = new detail::fftw_engine{FFTW_MEASURE},
                             *const patient = new detail::fftw_engine{FFTW_PATIENT};
    switch (options.effort) {
    case fftw_effort::measure: return measure;
    case fftw_effort::patient: return patient;
    default: return estimate;
    }
}

}   // namespace symphonic
#endif
