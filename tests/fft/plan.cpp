// SPDX-License-Identifier: MIT
#include <thread>

#include <symphonic/fft.hpp>

#include "support/catch.hpp"
#include "support/dft.hpp"

namespace sj = symphonic;
using testing::message, testing::says;

namespace {

/// A user's engine that only transforms floats, from the definition.
class slow_engine final : public sj::fft_engine {
    struct kernel final : sj::fft_kernel<float> {
        std::size_t size;
        explicit kernel(std::size_t n) : size(n) {}
        std::size_t workspace() const noexcept override { return 0; }
        void forward(float const* in, std::complex<float>* out, std::byte*) const noexcept override {
            auto const bins = testing::dft(std::span{in, size}, size / 2 + 1);
            for (std::size_t k = 0; k < bins.size(); ++k) out[k] = std::complex<float>(bins[k]);
        }
        void inverse(std::complex<float> const* in, float* out, std::byte*) const noexcept override {
            for (std::size_t i = 0; i < size; ++i) out[i] = in[0].real();
        }
    };

public:
    char const* name() const noexcept override { return "slow"; }
    kernel_ptr<float> real_float(std::size_t n) const override { return std::make_shared<kernel>(n); }
};

/// A user's engine that uses a plan, in double.
class double_engine final : public sj::fft_engine {
    struct kernel final : sj::fft_kernel<float> {
        sj::fft_plan<double> plan;
        explicit kernel(std::size_t n) : plan(n) {}
        std::size_t workspace() const noexcept override { return plan.size() * sizeof(double); }
        void forward(float const* in, std::complex<float>* out, std::byte* work) const noexcept override {
            std::span<double> const x{reinterpret_cast<double*>(work), plan.size()};
            std::vector<std::complex<double>> X(plan.bins());
            std::copy_n(in, plan.size(), x.begin());
            plan.forward(x, X);   // nested: uses the thread's scratch memory, too
            for (std::size_t k = 0; k < X.size(); ++k) out[k] = std::complex<float>(X[k]);
        }
        void inverse(std::complex<float> const*, float*, std::byte*) const noexcept override {}
    };

public:
    char const* name() const noexcept override { return "double"; }
    kernel_ptr<float> real_float(std::size_t n) const override { return std::make_shared<kernel>(n); }
};

}   // namespace

TEST_CASE("an engine may use a plan in its transforms") {
    double_engine const engine;
    auto const x = testing::noise(1024);
    std::vector<std::complex<float>> X(513);
    sj::fft_plan<float> const plan{1024, {.engine = &engine}};
    for (int repetition = 0; repetition < 2; ++repetition) {
        plan.forward(x, X);
        CHECK(testing::relative_error<std::complex<float>>(X, testing::dft(std::span{x}, 513)) < 1e-7);
    }
}

TEST_CASE("a user's engine works as the built-in one and may lack types") {
    slow_engine const engine;
    auto const x = testing::noise(50);
    std::vector<std::complex<float>> X(26), Y(26);
    sj::fft_plan<float>{50, {.engine = &engine}}.forward(x, X);
    sj::fft_plan<float>{50}.forward(x, Y);
    for (std::size_t k = 0; k < 26; ++k) CHECK(std::abs(X[k] - Y[k]) < 1e-5F);
    CHECK(message<sj::argument_error>([&] { return sj::fft_plan<double>{50, {.engine = &engine}}; }) ==
          "fft: engine slow does not support double transforms of size 50");
}

TEST_CASE("a plan and its copy report size and bins") {
    sj::fft_plan<float> const real{10};
    CHECK(real.size() == 10);
    CHECK(real.bins() == 6);
    CHECK(sj::fft_plan<double>{9}.bins() == 5);
    CHECK(sj::fft_plan<std::complex<float>>{10}.bins() == 10);
    auto const copy = real;
    CHECK(copy.size() == 10);
}

TEST_CASE("spans and workspaces of the wrong size throw with the size expected") {
    sj::fft_plan<float> const plan{8};
    std::vector<float> x(8);
    std::vector<std::complex<float>> X(5);
    sj::detail::aligned_vector<std::byte> work(plan.workspace() + 1);
    using error = sj::argument_error;
    CHECK(message<error>([] { return sj::fft_plan<float>{0}; }) == "fft: size 0, expected 1 to 4503599627370496");
    CHECK(says(message<error>([] { return sj::fft_plan<float>{SIZE_MAX}; }), "expected 1 to"));
    CHECK(message<error>([&] { plan.forward(std::span{x}.first(7), X); }) ==
          "fft: 7 numbers in, expected 8 for a size of 8");
    CHECK(says(message<error>([&] { plan.forward(x, std::span{X}.first(4)); }), "4 bins out, expected 5"));
    CHECK(says(message<error>([&] { plan.inverse(std::span{X}.first(0), x); }), "0 bins in, expected 5"));
    CHECK(says(message<error>([&] { plan.forward(x, X, {work.data(), plan.workspace() - 1}); }),
               "a workspace of " + std::to_string(plan.workspace() - 1) + " bytes, expected at least"));
    CHECK(says(message<error>([&] { plan.forward(x, X, {work.data() + 1, plan.workspace()}); }),
               "a workspace aligned to 1 bytes, expected 64"));
}

TEST_CASE("threads share a plan and make others at the same time") {
    sj::fft_plan<float> const plan{2048};
    std::vector<float> x(2048);
    x[1] = 1;
    std::vector<int> correct(4);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < correct.size(); ++t)
        threads.emplace_back([&, t] {
            std::vector<std::complex<float>> X(1025);
            for (std::size_t i = 0; i < 20; ++i) {
                plan.forward(x, X);
                sj::fft_plan<float> const other{512 + 2 * i};
                correct[t] += std::abs(X[512] - std::complex<float>(0, -1)) < 1e-6F;
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(correct == std::vector<int>(4, 20));
}
