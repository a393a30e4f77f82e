// SPDX-License-Identifier: MIT
// What the program and the plug-in share: a source behind virtual functions, and functions that are looked up by name.
#pragma once

#include <memory>

#include <symphonic/cache.hpp>
#include <symphonic/memory.hpp>
#include <symphonic/profile.hpp>
#include <symphonic/views.hpp>

struct source_interface {
    virtual ~source_interface() = default;
    virtual bool next() = 0;
    virtual symphonic::block<const float> get() const = 0;
    virtual bool ended() const = 0;
    virtual symphonic::audio_format format() const = 0;
    virtual void request_stop() noexcept = 0;
};

/// A stream over a source_interface.
class plugin_stream : public symphonic::stream_facade<plugin_stream, symphonic::domain::samples> {
public:
    explicit plugin_stream(std::unique_ptr<source_interface> source) : source_(std::move(source)) {}
    bool next() { return source_->next(); }
    symphonic::block<const float> get() const { return source_->get(); }
    bool ended() const { return source_->ended(); }
    symphonic::audio_format format() const { return source_->format(); }
    void request_stop() noexcept { source_->request_stop(); }

private:
    std::unique_ptr<source_interface> source_;
};

extern "C" {
/// Returns a push_source that has 100 samples and then waits.
source_interface* make_source();
/// Returns load(), or its result from before, out of a cache in the plug-in.
int cached_value(int (*load)());
/// Measures 5 ms in the program's profile.
void measure(symphonic::profile* profile);
/// Releases a buffer of the program's pool.
void release_lease(symphonic::lease<float>* lease);
}
