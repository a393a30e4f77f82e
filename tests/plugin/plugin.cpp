// SPDX-License-Identifier: MIT
// A shared library with its own copies of the library's inline variables.
#include <chrono>
#include <thread>

#include "plugin/interface.hpp"

namespace {

class live_source final : public source_interface {
public:
    live_source() { live_.push(std::vector<float>(100)); }
    bool next() override { return live_.next(); }
    symphonic::block<const float> get() const override { return live_.get(); }
    bool ended() const override { return live_.ended(); }
    symphonic::audio_format format() const override { return live_.format(); }
    void request_stop() noexcept override { live_.request_stop(); }

private:
    symphonic::push_source<float> live_{48000.0};
};

}   // namespace

[[gnu::visibility("default")]] source_interface* make_source() { return new live_source; }
[[gnu::visibility("default")]] int cached_value(int (*load)()) {
    static symphonic::lru_cache<int, int> cache;
    return *cache.get_or_compute(1, load);
}
[[gnu::visibility("default")]] void measure(symphonic::profile* profile) {
    symphonic::profile::scope const scope{*profile, "plug-in"};
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
}
[[gnu::visibility("default")]] void release_lease(symphonic::lease<float>* lease) {
    symphonic::lease<float> const released = std::move(*lease);
}
