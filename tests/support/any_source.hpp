// SPDX-License-Identifier: MIT
// Any source of samples behind one type, so that a law needs each of its pipelines compiled once.
#pragma once

#include <memory>
#include <utility>

#include <symphonic/core.hpp>

namespace testing {

template <class T>
class basic_any_source : public symphonic::stream_facade<basic_any_source<T>, symphonic::domain::samples> {
    struct concealed {
        virtual ~concealed() = default;
        virtual bool next() = 0;
        virtual symphonic::block<const T> get() const = 0;
        virtual bool ended() const = 0;
        virtual symphonic::audio_format format() const = 0;
    };
    template <class S> struct of final : concealed {
        S source;
        explicit of(S s) : source(std::move(s)) {}
        bool next() override { return source.next(); }
        symphonic::block<const T> get() const override { return source.get(); }
        bool ended() const override { return source.ended(); }
        symphonic::audio_format format() const override { return source.format(); }
    };

public:
    template <class S>
        requires(!std::same_as<std::remove_cvref_t<S>, basic_any_source>) && symphonic::sample_stream<S>
    explicit basic_any_source(S&& source)
        : source_(std::make_unique<of<symphonic::upstream_t<S>>>(symphonic::adopt(std::forward<S>(source)))) {}
    bool next() { return source_->next(); }
    symphonic::block<const T> get() const { return source_->get(); }
    bool ended() const { return source_->ended(); }
    symphonic::audio_format format() const { return source_->format(); }

private:
    std::unique_ptr<concealed> source_;
};

using any_source = basic_any_source<float>;

}   // namespace testing
