// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_TEE_HPP
#define SYMPHONIC_VIEWS_TEE_HPP

#include <memory>

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>

namespace symphonic {
namespace detail {

template <class Sink, class Element>
concept function_sink = requires(Sink& sink, const Element& element) { sink(element); };
template <class Sink, class Element>
concept writer_sink = requires(Sink& sink, const Element& element) { sink.write(element); };
/// std::ref(x) and sink_reference, where x is a writer_sink.
template <class Sink, class Element>
concept writer_reference_sink = requires(Sink& sink, const Element& element) { sink.get().write(element); };

/// Something that takes an element.
template <class Sink, class Element>
concept sink_of = function_sink<Sink, Element> || writer_sink<Sink, Element> || writer_reference_sink<Sink, Element>;

template <upstream Up, sink_of<element_t<Up>> Sink>
class tee_stream : public stage_facade<tee_stream<Up, Sink>, Up> {
public:
    tee_stream(Up up, const Sink& sink)
        : tee_stream::stage_facade(std::move(up)), sink_(std::make_unique<Sink>(sink)) {}

    bool next() {
        if (!this->upstream().next()) return false;
        auto& sink = *sink_;
        if constexpr (function_sink<Sink, element_t<Up>>) sink(this->upstream().get());
        else if constexpr (writer_sink<Sink, element_t<Up>>) sink.write(this->upstream().get());
        else sink.get().write(this->upstream().get());
        return true;
    }
    [[nodiscard]] decltype(auto) get() const { return this->upstream().get(); }

private:
    std::unique_ptr<Sink> sink_;   // its address does not change when the stream is moved
};

/// Refers to a sink that cannot be copied.
template <class Sink> struct sink_reference {
    Sink* sink;
    [[nodiscard]] Sink& get() const noexcept { return *sink; }
};

template <std::copy_constructible Sink>
struct tee_stage : function_stage {
    Sink sink;
    constexpr explicit tee_stage(Sink s) : sink(std::move(s)) {}
    template <upstream S>
        requires sink_of<Sink, element_t<S>>
    [[nodiscard]] constexpr auto operator()(S&& stream) const {
        return tee_stream<upstream_t<S>, Sink>(as_stream(std::forward<S>(stream)), sink);
    }
};

struct tee_fn : stage_factory {
    template <std::copy_constructible Sink>
    [[nodiscard]] constexpr auto operator()(Sink sink) const {
        return tee_stage<Sink>(std::move(sink));
    }
    template <class Sink>
        requires(!std::copy_constructible<Sink>)
    [[nodiscard]] constexpr auto operator()(Sink& sink) const {
        return tee_stage(sink_reference<Sink>{&sink});
    }
};

}   // namespace detail
namespace views {

/// Passes each element to a sink and on to the next stage: `tee([](auto block) { ... })` or `tee(writer)`. A sink is a
/// function of an element or an object with write(element).
/// - Input: any stream whose elements the sink accepts.
/// - Output: the same elements, domain and format.
/// - Tail: none.
/// - Lifetime: that of the upstream's elements. The sink is copied into each pipeline, so let a function capture by
///   reference what it fills. A sink that cannot be copied, such as a writer, is held by reference; so is x of
///   std::ref(x).
/// - Errors: what the sink throws.
/// - Cost: one call per element, and one allocation for the sink when the stage is applied.
inline constexpr detail::tee_fn tee{};

}
}   // namespace symphonic
#endif
