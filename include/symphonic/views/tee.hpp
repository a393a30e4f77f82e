// SPDX-License-Identifier: MIT
// tee(sink): shows each element to a function of yours as it passes, or gives it to what has write(element).
//   in        any stream
//   out       the same elements in the same domain
//   tail      none
//   lifetime  as upstream. The sink is copied into each pipeline: let it hold a reference to what it fills. One that cannot be
//             copied, a writer, is referred to, and so is x of std::ref(x)
//   errors    whatever the sink throws
//   cost      the call; one small allocation when the stage is applied, which keeps the sink where it is when the stream
//             moves
#ifndef SYMPHONIC_VIEWS_TEE_HPP
#define SYMPHONIC_VIEWS_TEE_HPP

#include <memory>

#include <symphonic/core/stage.hpp>

namespace symphonic {
namespace detail {

template <class Sink, class Element>
concept is_called = requires(Sink& sink, const Element& element) { sink(element); };
template <class Sink, class Element>
concept writes = requires(Sink& sink, const Element& element) { sink.write(element); };
template <class Sink, class Element>
concept refers_to_writer = requires(Sink& sink, const Element& element) { sink.get().write(element); };   // std::ref

/// Takes an element.
template <class Sink, class Element>
concept sink_of = is_called<Sink, Element> || writes<Sink, Element> || refers_to_writer<Sink, Element>;

template <upstream Up, sink_of<element_t<Up>> Sink>
class tee_stream : public stream_facade<tee_stream<Up, Sink>> {
public:
    tee_stream(Up up, const Sink& sink) : up_(std::move(up)), sink_(std::make_unique<Sink>(sink)) {}

    bool next() {
        if (!up_.next()) return false;
        auto& sink = *sink_;
        if constexpr (is_called<Sink, element_t<Up>>) sink(up_.get());
        else if constexpr (writes<Sink, element_t<Up>>) sink.write(up_.get());
        else sink.get().write(up_.get());
        return true;
    }
    [[nodiscard]] decltype(auto) get() const { return up_.get(); }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const { return up_.format(); }

private:
    Up up_;
    std::unique_ptr<Sink> sink_;
};

/// One that cannot be copied, and stays where it is.
template <class Sink> struct sink_elsewhere {
    Sink* sink;
    [[nodiscard]] Sink& get() const noexcept { return *sink; }
};

template <std::copy_constructible Sink>
struct tee_stage : stage {
    Sink sink;
    constexpr explicit tee_stage(Sink s) : sink(std::move(s)) {}
    template <upstream S>
        requires sink_of<Sink, element_t<S>>
    [[nodiscard]] constexpr auto operator()(S&& stream) const {
        return tee_stream<upstream_t<S>, Sink>(as_stream(std::forward<S>(stream)), sink);
    }
};

struct tee_fn {
    template <std::copy_constructible Sink>
    [[nodiscard]] constexpr auto operator()(Sink sink) const {
        return tee_stage<Sink>(std::move(sink));
    }
    template <class Sink>
        requires(!std::copy_constructible<Sink>)
    [[nodiscard]] constexpr auto operator()(Sink& sink) const {
        return tee_stage(sink_elsewhere<Sink>{&sink});
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::tee_fn tee{};
}
}   // namespace symphonic
#endif
