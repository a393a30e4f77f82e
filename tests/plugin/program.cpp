// SPDX-License-Identifier: MIT
// A program and a plug-in that it loads, each with its own copies of the library's inline variables, share pools, profiles and
// streams.
// Argument: the plug-in. Exits with 0 if a waiting thread of the program is woken by the plug-in, and a waiting source of the
// plug-in is stopped by the program.
#include <chrono>
#include <cstdio>
#include <thread>

#include <dlfcn.h>
#include <unistd.h>

#include "plugin/interface.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using namespace std::chrono_literals;

int main(int, char** arguments) {
    void* const plugin = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
    if (plugin == nullptr) return std::puts(dlerror()), 1;
    auto const make = reinterpret_cast<decltype(&make_source)>(dlsym(plugin, "make_source"));
    auto const release = reinterpret_cast<decltype(&release_lease)>(dlsym(plugin, "release_lease"));
    auto const measured = reinterpret_cast<decltype(&measure)>(dlsym(plugin, "measure"));
    alarm(20);   // ends the program if a thread waits for ever

    std::puts("release a buffer for which a thread waits");
    sj::buffer_pool<float> pool{64, 1, {.exhaustion = sj::exhaustion::block}};
    auto lease = pool.acquire();
    std::thread waits{[&] { static_cast<void>(pool.acquire()); }};
    while (pool.stats().waits == 0) std::this_thread::sleep_for(1ms);
    release(&lease);
    waits.join();

    std::puts("measure a scope of the plug-in inside a scope of the program");
    sj::profile profile;
    {
        sj::profile::scope const scope{profile, "program"};
        measured(&profile);
    }
    for (auto const& entry : profile.entries())
        if (entry.name == "program" && entry.self > entry.total / 2)
            return std::puts("self time with the plug-in's"), 1;

    std::puts("destroy a pipeline whose source waits");
    auto stream = plugin_stream{std::unique_ptr<source_interface>{make()}} | v::prefetch(2);
    return stream.next() ? 0 : 1;
}
