// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_EDIT_HPP
#define SYMPHONIC_VIEWS_EDIT_HPP

#include <memory>
#include <vector>

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>

namespace symphonic {
namespace detail {

/// The element of a stream with samples, bins or levels that may be written: block<T> or span<T>.
template <class Element> struct writable_element {};
template <class T> struct writable_element<block<const T>> {
    using type = block<T>;
    using value_type = T;
};
template <number T> struct writable_element<std::span<const T>> {
    using type = std::span<T>;
    using value_type = T;
};
template <upstream S> using writable_element_t = typename writable_element<element_t<S>>::type;

/// A function that can be called with a writable copy of the elements of S.
template <class F, class S>
concept editor_of = upstream<S> && requires(F& f, writable_element_t<S> element) { f(element); };

/// The stream of edit. The function has a fixed address, so it may refer to itself.
template <upstream Up, editor_of<Up> F>
class edit_stream : public stage_facade<edit_stream<Up, F>, Up> {
    static constexpr bool is_block = yields_blocks<Up>;

public:
    edit_stream(Up up, const F& f) : edit_stream::stage_facade(std::move(up)), function_(std::make_unique<F>(f)) {
        auto const format = this->format();
        if constexpr (is_block) values_.reserve(format.max_block * static_cast<std::size_t>(format.channels));
    }

    bool next() {
        if (!this->upstream().next()) return false;
        auto const in = this->upstream().get();
        if constexpr (is_block) {
            values_.assign(in.samples().begin(), in.samples().end());
            (*function_)(writable_element_t<Up>{values_, in.channels(), in.position()});
        } else {
            values_.assign(in.begin(), in.end());
            (*function_)(writable_element_t<Up>{values_});
        }
        return true;
    }
    [[nodiscard]] element_t<Up> get() const {
        if constexpr (is_block) return {values_, this->upstream().get().channels(), this->upstream().get().position()};
        else return values_;
    }

private:
    using value = typename writable_element<element_t<Up>>::value_type;
    std::unique_ptr<F> function_;
    std::vector<value> values_;   // the copy of the current element
};

template <std::copy_constructible F>
struct edit_stage : function_stage {
    F function;
    constexpr explicit edit_stage(F f) : function(std::move(f)) {}
    template <upstream S>
        requires editor_of<F, S>
    [[nodiscard]] constexpr auto operator()(S&& stream) const {
        return edit_stream<upstream_t<S>, F>(as_stream(std::forward<S>(stream)), function);
    }
};

struct edit_fn : stage_factory {
    template <std::copy_constructible F>
    [[nodiscard]] constexpr auto operator()(F f) const {
        return edit_stage<F>(std::move(f));
    }
};

}   // namespace detail
namespace views {

/// Changes elements in place: calls a function with a writable copy of each element and passes the copy on.
/// `stft(o) | edit([](std::span<std::complex<float>> bins) { bins[0] = 0; }) | istft(o)` changes spectra.
/// - Input: spectra, analysis frames, powers or magnitudes, for which f takes a std::span<std::complex<T>> or a std::span<T>;
///   or blocks, for which f takes a block<T>. The result of f is ignored.
/// - Output: the same in the same domain and format.
/// - Tail: none.
/// - Lifetime: an element is valid until the next ++. f is copied into each pipeline.
/// - Errors: what f throws. The element is lost; the next ++ continues with the following one.
/// - Cost: a copy of each element and a call of f. One buffer, allocated when the stage is applied for blocks and with the
///   first element otherwise, and one allocation for f.
inline constexpr detail::edit_fn edit{};

}
}   // namespace symphonic
#endif
