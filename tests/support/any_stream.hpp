// SPDX-License-Identifier: MIT
// Any stream of one kind of element behind one type: so pipelines can be put together at random, when the test runs.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include <symphonic/core.hpp>

namespace testing {

template <class Element, symphonic::domain D>
class any_stream : public symphonic::stream_facade<any_stream<Element, D>, D> {
    struct concealed {
        virtual ~concealed() = default;
        virtual bool next() = 0;
        virtual Element get() const = 0;
        virtual bool ended() const = 0;
        virtual symphonic::audio_format format() const = 0;
        virtual std::unique_ptr<concealed> moved() = 0;
    };
    template <class S> struct of final : concealed {
        S source;
        explicit of(S s) : source(std::move(s)) {}
        bool next() override { return source.next(); }
        Element get() const override { return source.get(); }
        bool ended() const override { return source.ended(); }
        symphonic::audio_format format() const override { return source.format(); }
        std::unique_ptr<concealed> moved() override { return std::make_unique<of>(std::move(source)); }
    };

public:
    template <class S>
        requires(!std::same_as<std::remove_cvref_t<S>, any_stream>) && symphonic::upstream<S> &&
                std::same_as<symphonic::element_t<S>, Element>
    explicit any_stream(S&& source)
        : source_(std::make_unique<of<symphonic::upstream_t<S>>>(symphonic::as_stream(std::forward<S>(source)))) {}
    bool next() { return !this->moved_from() && source_->next(); }
    Element get() const { return source_->get(); }
    bool ended() const { return this->moved_from() || source_->ended(); }
    symphonic::audio_format format() const { return source_->format(); }
    /// Moves the erased stream to a new allocation. Returns true if the moved-from stream has ended.
    bool relocate() {
        auto const moved_from = std::exchange(source_, source_->moved());
        static_cast<void>(moved_from->format());
        return moved_from->ended() && !moved_from->next() && moved_from->ended();
    }

private:
    std::unique_ptr<concealed> source_;
};

template <class T> using basic_any_source = any_stream<symphonic::block<const T>, symphonic::domain::samples>;
using any_source = basic_any_source<float>;
using any_frames = any_stream<std::span<const float>, symphonic::domain::frames>;

/// A stage that was chosen when the test ran.
template <class In, class Out> struct any_stage : symphonic::stage {
    std::function<Out(In)> make;
    explicit any_stage(std::function<Out(In)> f) : make(std::move(f)) {}
    template <class S> Out operator()(S&& s) const {
        if constexpr (std::same_as<S, In>) return make(std::forward<S>(s));
        else return make(In{std::forward<S>(s)});
    }
};

}   // namespace testing
