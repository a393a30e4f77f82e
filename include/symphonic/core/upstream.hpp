// SPDX-License-Identifier: MIT
// upstream: what may stand on the left of a stage, how a stage takes hold of it, and what it may ask of it.
#ifndef SYMPHONIC_CORE_UPSTREAM_HPP
#define SYMPHONIC_CORE_UPSTREAM_HPP

#include <optional>

#include <symphonic/core/handle.hpp>
#include <symphonic/core/stream.hpp>

namespace symphonic {

// ---- what is accepted: our streams, and any standard range ----------------------------------------------------------

/// Follows the protocol, or says that it wants to: half a stream must not pass for a foreign range.
template <class S> concept our_stream = stream<std::remove_cvref_t<S>> || requires { std::remove_cvref_t<S>::carries; };

template <class S> concept not_a_const_stream = !(our_stream<S> && std::is_const_v<std::remove_reference_t<S>>);

template <class R>
concept std_range = !our_stream<R> && requires(std::remove_reference_t<R>& r) {
    { std::begin(r) } -> std::input_iterator;
    { std::begin(r) == std::end(r) } -> std::convertible_to<bool>;
};

/// A stream that next() may change, or any standard range or view.
template <class S> concept upstream = not_a_const_stream<S> && (std_range<S> || stream<std::remove_cvref_t<S>>);

// ---- how it is held --------------------------------------------------------------------------------------------------

/// An lvalue stream in a pipeline: borrowed, so it must outlive the pipeline, and goes on where that stopped.
template <stream S>
class borrowed : public stream_facade<borrowed<S>> {
public:
    explicit borrowed(S& stream) noexcept : stream_(&stream) {}
    bool next() { return stream_->next(); }
    [[nodiscard]] decltype(auto) get() const { return std::as_const(*stream_).get(); }
    [[nodiscard]] bool ended() const { return stream_->ended(); }
    [[nodiscard]] audio_format format() const { return stream_->format(); }

private:
    S* stream_;
};

namespace detail {

template <stream S> inline constexpr bool is_borrowed<borrowed<S>> = true;

template <class T>
concept complex_number = requires(const T& z) {
    { z.real() + z.imag() } -> std::floating_point;
};
template <class T> concept number = std::floating_point<T> || complex_number<T>;
template <class E> using as_span = decltype(std::span{std::declval<const E&>()});   // contiguous ranges only
template <class E> concept row_of_numbers = number<typename as_span<E>::value_type>;

/// A foreign element as our stages see it: any contiguous row of numbers as a span, anything else as it is.
template <class E> constexpr decltype(auto) lend(const E& element) {
    if constexpr (row_of_numbers<E>) return std::span<const typename as_span<E>::value_type>{element};
    else if constexpr (std::is_trivially_copyable_v<E>) return E{element};
    else return (element);
}

/// Keeps what an iterator or a user's function returned, so that it is asked only once for each element.
template <class R> struct kept {
    std::optional<R> value;
    void put(R&& r) { value.emplace(std::move(r)); }
    const R& get() const { return *value; }
};
template <class R> struct kept<R&> {
    R* value = nullptr;
    void put(R& r) { value = &r; }
    const R& get() const { return *value; }
};

/// Gives a value a fixed address, so that what holds it can move: an iterator whose range must stay where it is,
/// a lambda that cannot be assigned. One allocation when the pipeline is made.
template <class T> using pinned = handle<T>;

}   // namespace detail

/// A standard range as a stream. Its end is final: a range cannot say that there is nothing now but may be later, so a
/// live source stands before our stages, not before a standard view.
/// R is V& for an lvalue, which is borrowed, and V for an rvalue, which is moved in.
template <std_range R>
class range_stream : public stream_facade<range_stream<R>> {
public:
    explicit range_stream(R&& range, const audio_format& format = {})
        : state_(std::in_place, std::forward<R>(range)), format_(format) {}

    bool next() {
        if (state_->ended) return false;
        if (auto& at = state_->at; at) ++*at;
        else at.emplace(std::begin(state_->range));   // only now: until it is pulled, the range may move
        state_->ended = *state_->at == std::end(state_->range);
        if (!state_->ended) state_->element.put(**state_->at);
        return !state_->ended;
    }
    [[nodiscard]] decltype(auto) get() const { return detail::lend(state_->element.get()); }
    [[nodiscard]] bool ended() const { return state_->ended; }
    [[nodiscard]] audio_format format() const noexcept { return format_; }

private:
    struct state {
        R range;
        std::optional<decltype(std::begin(std::declval<R&>()))> at{};
        detail::kept<decltype(*std::begin(std::declval<R&>()))> element{};
        bool ended = false;
    };
    detail::pinned<state> state_;
    audio_format format_;
};

/// What a stage holds of its upstream: an rvalue stream is moved in, an lvalue borrowed, a foreign range wrapped.
template <upstream S> [[nodiscard]] constexpr auto as_stream(S&& s) {
    if constexpr (std_range<S>) return range_stream<S>(std::forward<S>(s));
    else if constexpr (std::is_lvalue_reference_v<S>) return borrowed<std::remove_reference_t<S>>(s);
    else return std::remove_cvref_t<S>(std::forward<S>(s));
}
template <upstream S> using upstream_t = decltype(as_stream(std::declval<S>()));
template <upstream S> using element_t = std::remove_cvref_t<decltype(std::declval<const upstream_t<S>&>().get())>;

// ---- what a stage may ask of it: its element, its domain; domain none is taken on trust ------------------------------

namespace detail {

template <class Element> struct sample_of {};
template <class T> struct sample_of<block<const T>> {
    using type = T;
};
template <std::floating_point T> struct sample_of<std::span<const T>> {
    using type = T;
};
template <complex_number T> struct sample_of<std::span<const T>> {
    using type = typename T::value_type;
};

}   // namespace detail

/// A function that can be called as f(element).
template <class F, class S>
concept function_of_elements = upstream<S> && requires(F& f, const upstream_t<S>& up) { f(up.get()); };

/// float or double: what the blocks, frames or bins of a stream are made of.
template <upstream S> using sample_t = typename detail::sample_of<element_t<S>>::type;

template <class S> concept yields_blocks = requires { typename element_t<S>::sample_type; };
template <class S> concept yields_rows = std::same_as<element_t<S>, std::span<const sample_t<S>>>;
template <class S> concept yields_complex = detail::complex_number<typename element_t<S>::value_type>;

/// Blocks of a signal, from a source or in chunks.
template <class S>
concept sample_stream =
    upstream<S> && domain_is<domain_of<S>, domain::samples, domain::frames, domain::none> && yields_blocks<S>;

/// Analysis frames: rows of samples of one size.
template <class S>
concept frame_stream = upstream<S> && domain_is<domain_of<S>, domain::frames, domain::none> && yields_rows<S>;

/// A signal, in blocks or in analysis frames.
template <class S>
concept signal_stream = upstream<S> && domain_is<domain_of<S>, domain::samples, domain::frames, domain::none> &&
                        (yields_blocks<S> || yields_rows<S>);

/// Rows of complex bins.
template <class S>
concept spectrum_stream = upstream<S> && domain_is<domain_of<S>, domain::frames, domain::none> && yields_complex<S>;

/// Rows of magnitudes.
template <class S>
concept magnitude_stream = upstream<S> && domain_is<domain_of<S>, domain::magnitude, domain::none> && yields_rows<S>;

/// Rows of powers.
template <class S>
concept power_stream = upstream<S> && domain_is<domain_of<S>, domain::power, domain::none> && yields_rows<S>;

/// Magnitudes or powers, in rows or one by one, of a type that says which: nothing else tells 20 log10 from 10 log10. Where a
/// view or a function of yours made it forget, put as<domain::power> or as<domain::magnitude> before.
template <class S>
concept level_stream = upstream<S> && domain_is<domain_of<S>, domain::magnitude, domain::power> &&
                       (yields_rows<S> || std::floating_point<element_t<S>>);

/// What is measured needs units: a source's blocks are as long as they happen to be. Put chunks(n) or frames before.
template <class S>
concept framed_stream =
    upstream<S> && domain_is<domain_of<S>, domain::frames, domain::none> && (yields_blocks<S> || yields_rows<S>);

}   // namespace symphonic
#endif
