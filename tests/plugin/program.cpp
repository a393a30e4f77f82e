// SPDX-License-Identifier: MIT
// A program and a plug-in that it loads, each with its own copies of the library's inline variables, share pools, profiles,
// caches and streams.
// Argument: the plug-in. Exits with 0 if each of the steps that it prints works.
#include <atomic>
#include <barrier>
#include <chrono>
#include <cstdio>
#include <thread>

#include <dlfcn.h>
#include <unistd.h>

#include "plugin/interface.hpp"

namespace sj = symphonic;
namespace v = symphonic::views;
using namespace std::chrono_literals;

namespace {

sj::lru_cache<int, int> cache_of_program;
decltype(&cached_value) value_of_plugin = nullptr;
std::barrier both_loading{2};

/// Returns true if the caches of the program and the plug-in notice that their loaders wait for each other in two threads.
bool caches_find_a_circle() {
    std::atomic<int> refused = 0;
    auto const count_refused = [&](auto get) {
        try {
            get();
        } catch (const sj::recursive_load&) {
            ++refused;
        }
    };
    auto const of_program = [](auto load) { return *cache_of_program.get_or_compute(1, load); };
    std::thread first{count_refused, [&] {
                          of_program([] {
                              both_loading.arrive_and_wait();
                              return value_of_plugin([] { return 0; });
                          });
                      }};
    std::thread second{count_refused, [&] {
                           value_of_plugin([] {
                               both_loading.arrive_and_wait();
                               return *cache_of_program.get_or_compute(1, [] { return 0; });
                           });
                       }};
    first.join();
    second.join();
    return refused > 0;
}

}   // namespace

int main(int, char** arguments) {
    void* const plugin = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
    if (plugin == nullptr) return std::puts(dlerror()), 1;
    auto const make = reinterpret_cast<decltype(&make_source)>(dlsym(plugin, "make_source"));
    auto const release = reinterpret_cast<decltype(&release_lease)>(dlsym(plugin, "release_lease"));
    auto const measured = reinterpret_cast<decltype(&measure)>(dlsym(plugin, "measure"));
    value_of_plugin = reinterpret_cast<decltype(&cached_value)>(dlsym(plugin, "cached_value"));
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

    std::puts("load a value of the program and one of the plug-in that need each other");
    if (!caches_find_a_circle()) return std::puts("no recursive_load"), 1;

    std::puts("destroy a pipeline whose source waits");
    auto stream = plugin_stream{std::unique_ptr<source_interface>{make()}} | v::prefetch(2);
    return stream.next() ? 0 : 1;
}
