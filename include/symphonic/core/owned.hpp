// SPDX-License-Identifier: MIT
// What a lent element becomes when it is kept: audio_buffer of a block, frame of a span.
#ifndef SYMPHONIC_CORE_OWNED_HPP
#define SYMPHONIC_CORE_OWNED_HPP

#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <symphonic/core/block.hpp>
#include <symphonic/core/format.hpp>

namespace symphonic {

/// A signal that owns its interleaved samples: a whole file (`read_all`), or a block that is kept.
template <class T>
class audio_buffer {
public:
    audio_buffer() = default;
    /// Takes the samples; `format.channels` is at least 1, and what the samples tell of the format is set right.
    /// Throws argument_error if the samples are not whole sample frames.
    explicit audio_buffer(std::vector<T> samples, audio_format format, std::int64_t position = 0)
        : samples_(std::move(samples)), format_(format), position_(position) {
        if (format_.channels < 1)
            throw argument_error("audio_buffer: ", format.channels, " channels, expected 1 or more");
        if (samples_.size() % static_cast<std::size_t>(format_.channels) != 0)
            throw argument_error("audio_buffer: ", samples_.size(), " samples are not a multiple of ", format_.channels,
                                 " channels");
        count();
    }
    explicit audio_buffer(block<const T> lent) { *this = lent; }
    audio_buffer& operator=(block<const T> lent) {
        samples_.assign(lent.samples().begin(), lent.samples().end());
        format_.channels = lent.channels();
        position_ = lent.position();
        count();
        return *this;
    }

    [[nodiscard]] operator block<const T>() const noexcept { return {samples_, channels(), position_}; }
    [[nodiscard]] std::span<const T> samples() const& noexcept { return samples_; }
    [[nodiscard]] std::vector<T> samples() && noexcept { return std::move(samples_); }   ///< of a temporary: its own
    [[nodiscard]] std::size_t frames() const noexcept {
        return samples_.size() / static_cast<std::size_t>(format_.channels);
    }
    [[nodiscard]] int channels() const noexcept { return format_.channels; }
    [[nodiscard]] const audio_format& format() const noexcept { return format_; }
    [[nodiscard]] std::int64_t position() const noexcept { return position_; }

private:
    void count() noexcept {
        format_.max_block = frames();
        format_.frames = static_cast<std::int64_t>(frames());
    }

    std::vector<T> samples_;
    audio_format format_{.channels = 1, .frames = 0};
    std::int64_t position_ = 0;
};

/// A row of values that it owns: what a lent analysis frame or spectrum becomes when it is kept.
/// Made explicitly, so that span and frame convert one way only; that is what makes a stream an input_range.
template <class T>
class frame {
public:
    frame() = default;
    explicit frame(std::span<const T> lent) : values_(lent.begin(), lent.end()) {}
    frame& operator=(std::span<const T> lent) {
        values_.assign(lent.begin(), lent.end());
        return *this;
    }

    [[nodiscard]] T const* begin() const noexcept { return values_.data(); }
    [[nodiscard]] T const* end() const noexcept { return values_.data() + values_.size(); }
    [[nodiscard]] T const* data() const noexcept { return values_.data(); }
    [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
    [[nodiscard]] const T& operator[](std::size_t i) const noexcept { return values_[i]; }
    [[nodiscard]] friend bool operator==(const frame&, const frame&) = default;

private:
    std::vector<T> values_;
};

/// The owner of an element: of a lent one its copy, of a value itself.
template <class Element> struct owner {
    using type = Element;
};
template <class T> struct owner<std::span<const T>> {
    using type = frame<T>;
};
template <class T> struct owner<block<const T>> {
    using type = audio_buffer<T>;
};

template <class Element> using owner_t = typename owner<std::remove_cvref_t<Element>>::type;

}   // namespace symphonic
#endif
