// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_GENERATE_HPP
#define SYMPHONIC_VIEWS_GENERATE_HPP

#include <memory>
#include <vector>

#include <symphonic/core/stage.hpp>

namespace symphonic {

/// Options of generate.
struct generate_options {
    std::size_t chunk_frames = 8192;   ///< samples per block, 1 or more
};

namespace detail {

/// Returns f(n) if f takes an index, otherwise f().
template <class F> [[nodiscard]] constexpr auto generated_sample(F& f, std::int64_t n) {
    if constexpr (std::invocable<F&, std::int64_t>) return f(n);
    else return f();
}

/// A function f(n) or f() that returns float or double.
template <class F>
concept sample_function = (std::invocable<F&, std::int64_t> || std::invocable<F&>) && requires(F& f) {
    { generated_sample(f, 0) } -> std::floating_point;
};

template <sample_function F>
class generated_stream : public stream_facade<generated_stream<F>, domain::samples> {
    using T = decltype(generated_sample(std::declval<F&>(), 0));

public:
    generated_stream(F&& f, double sample_rate, const generate_options& options)
        : function_(std::make_unique<F>(std::move(f))), sample_rate_(sample_rate) {
        require_rate(sample_rate, "generate");
        require_count(options.chunk_frames, "generate: chunk_frames is ", options.chunk_frames);
        block_.resize(options.chunk_frames);
        filled_ = block_.size();
        position_ = -static_cast<std::int64_t>(filled_);
    }

    bool next() {
        if (this->moved_from()) return false;
        if (filled_ == block_.size()) {   // otherwise f threw: go on with its sample
            position_ += static_cast<std::int64_t>(filled_);
            filled_ = 0;
        }
        for (; filled_ < block_.size(); ++filled_)
            block_[filled_] = generated_sample(*function_, position_ + static_cast<std::int64_t>(filled_));
        return true;
    }
    [[nodiscard]] block<const T> get() const noexcept { return {block_, 1, position_}; }
    [[nodiscard]] bool ended() const noexcept { return this->moved_from(); }
    [[nodiscard]] audio_format format() const noexcept {
        return {.sample_rate = sample_rate_, .channels = 1, .max_block = block_.size()};
    }

private:
    std::unique_ptr<F> function_;   // a closure cannot be move-assigned, but a stream must be
    double sample_rate_;
    std::vector<T> block_;
    std::size_t filled_ = 0;   // samples of the block that were computed
    std::int64_t position_ = 0;
};

}   // namespace detail

/// The type of generate.
struct generate_fn {
    /// Returns the stream of the samples that f returns. See generate.
    template <detail::sample_function F>
    [[nodiscard]] auto operator()(F f, double sample_rate, const generate_options& options = {}) const {
        return detail::generated_stream<F>(std::move(f), sample_rate, options);
    }
};

/// generate(f, sample_rate, {.chunk_frames}): begins a pipeline with the samples that a function returns.
/// - Input: f(n), which returns the sample of index n, an std::int64_t; or f(), called once per sample in order (noise,
///   an oscillator). The sample rate is in Hz; 0 means unknown.
/// - Output: samples of one channel, of the type that f returns, float or double, in blocks of chunk_frames.
/// - Tail: endless. Put take(n) or take_time(seconds) after it.
/// - Lifetime: a block is valid until the following next(). f is moved in.
/// - Errors: argument_error if the sample rate is below 0 or NaN, or chunk_frames is 0; what f throws: the following
///   next() calls f again for the same sample.
/// - Cost: the calls for whole blocks, even if only a part of the last one is taken; a buffer of chunk_frames samples.
inline constexpr generate_fn generate{};

}   // namespace symphonic
#endif
