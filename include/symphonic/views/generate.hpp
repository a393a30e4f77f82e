// SPDX-License-Identifier: MIT
// generate(f, rate): what a function computes, as the beginning of a pipeline.
//   in        f(n), the sample of index n, n an std::int64_t; or f(), called once a sample in their order: noise, an oscillator
//   out       samples, one channel, of the type that f returns, float or double: blocks of chunk_frames
//   tail      it never ends: put take(n) or take_time(seconds) behind it
//   lifetime  a block is lent until the next ++. f is moved in
//   errors    argument_error: a rate below 0 or NaN, chunk_frames is 0; whatever f throws: the sample is asked for again with
//             the next ++
//   cost      the calls, of whole blocks, also where a part of the last is taken; a buffer of chunk_frames
#ifndef SYMPHONIC_VIEWS_GENERATE_HPP
#define SYMPHONIC_VIEWS_GENERATE_HPP

#include <memory>
#include <vector>

#include <symphonic/core/stage.hpp>

namespace symphonic {

struct generate_options {
    std::size_t chunk_frames = 8192;   ///< samples in a block
};

namespace detail {

template <class F> [[nodiscard]] constexpr auto sample_at(F& f, std::int64_t n) {
    if constexpr (std::invocable<F&, std::int64_t>) return f(n);
    else return f();
}

template <class F>
concept function_of_time = (std::invocable<F&, std::int64_t> || std::invocable<F&>) && requires(F& f) {
    { sample_at(f, 0) } -> std::floating_point;
};

template <function_of_time F>
class generated_stream : public stream_facade<generated_stream<F>, domain::samples> {
    using T = decltype(sample_at(std::declval<F&>(), 0));

public:
    generated_stream(F&& f, double sample_rate, const generate_options& options)
        : function_(std::make_unique<F>(std::move(f))), sample_rate_(sample_rate) {
        if (!(sample_rate >= 0)) throw argument_error("generate: a sample rate of ", sample_rate, " Hz");
        require_some(options.chunk_frames, "generate: chunk_frames is ", options.chunk_frames);
        block_.resize(options.chunk_frames);
        made_ = block_.size();
        position_ = -static_cast<std::int64_t>(made_);
    }
    bool next() {
        if (made_ == block_.size()) {   // else f threw, and goes on
            position_ += static_cast<std::int64_t>(made_);
            made_ = 0;
        }
        for (; made_ < block_.size(); ++made_)
            block_[made_] = sample_at(*function_, position_ + static_cast<std::int64_t>(made_));
        return true;
    }
    [[nodiscard]] block<const T> get() const noexcept { return {block_, 1, position_}; }
    [[nodiscard]] bool ended() const noexcept { return false; }
    [[nodiscard]] audio_format format() const noexcept {
        return {.sample_rate = sample_rate_, .channels = 1, .max_block = block_.size()};
    }

private:
    std::unique_ptr<F> function_;
    double sample_rate_;
    std::vector<T> block_;
    std::size_t made_ = 0;
    std::int64_t position_ = 0;
};

}   // namespace detail

struct generate_fn {
    template <detail::function_of_time F>
    [[nodiscard]] auto operator()(F f, double sample_rate, const generate_options& options = {}) const {
        return detail::generated_stream<F>(std::move(f), sample_rate, options);
    }
};

inline constexpr generate_fn generate{};

}   // namespace symphonic
#endif
