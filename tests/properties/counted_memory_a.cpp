// SPDX-License-Identifier: MIT
// measure_memory is exact to the byte, because the other source file of this program includes count_allocations.hpp.
#include <array>
#include <cstdio>
#include <memory>
#include <new>
#include <source_location>
#include <stdexcept>
#include <thread>
#include <vector>

#include <symphonic/profile.hpp>

#include "support/program_checks.hpp"

namespace sj = symphonic;

sj::memory_usage measure_in_other_file(std::size_t bytes);

namespace {

using testing::check;

void check(const sj::memory_usage& m, std::ptrdiff_t current, std::size_t peak, std::size_t allocations,
           std::source_location at = std::source_location::current()) {
    bool const equal =
        m.current == current && m.peak == peak && m.allocations == allocations && m.exact && !m.peak_is_bound;
    if (!equal)
        std::printf("current %td, peak %zu, allocations %zu, exact %d\n", m.current, m.peak, m.allocations, m.exact);
    check(equal, at);
}

/// Prevents the compiler from removing an allocation.
template <class T> T* keep(T* p) {
    asm volatile("" : : "r"(p) : "memory");
    return p;
}
struct alignas(64) line {
    char bytes[64];
};

sj::memory_usage const before_main = sj::measure_memory([] { delete[] keep(new char[10]); });

}   // namespace

int main() {
    check(before_main, 0, 10, 1);
    check(sj::measure_memory([] {}), 0, 0, 0);
    check(measure_in_other_file(1000), 0, 1000, 1);

    std::vector<char> remaining;
    check(sj::measure_memory([&] {
              std::vector<char> const temporary(5000);
              keep(temporary.data());
              remaining.resize(300);
          }),
          300, 5300, 2);
    check(sj::measure_memory([&] { std::vector<char>{}.swap(remaining); }), -300, 0, 0);
    check(sj::measure_memory([&] {   // the peak is counted from the bytes in use before
              remaining.resize(100);
              keep(remaining.data());
              std::vector<char>{}.swap(remaining);
              remaining.resize(50);
          }),
          50, 100, 2);

    // all forms of operator new and delete
    check(sj::measure_memory([] {
              delete keep(new char);
              delete[] keep(new char[2]);
              delete keep(new (std::nothrow) char);
              delete[] keep(new (std::nothrow) char[2]);
              delete keep(new line);
              delete[] keep(new line[2]);
              delete keep(new (std::nothrow) line);
              delete[] keep(new (std::nothrow) line[2]);
              ::operator delete(keep(::operator new(0)));
              ::operator delete(nullptr);
              ::operator delete(keep(::operator new(3, std::nothrow)), std::nothrow);
              ::operator delete[](keep(::operator new[](3, std::nothrow)), std::nothrow);
              std::align_val_t const page{4096};
              ::operator delete(keep(::operator new(3, page, std::nothrow)), page, std::nothrow);
              ::operator delete[](keep(::operator new[](3, page, std::nothrow)), page, std::nothrow);
          }),
          0, 128, 13);
    for (std::size_t alignment = 1; alignment <= 4096; alignment *= 2) {
        auto const a = static_cast<std::align_val_t>(alignment);
        auto* const p = ::operator new(100, a);
        check(reinterpret_cast<std::uintptr_t>(p) % alignment == 0);
        ::operator delete(p, 100, a);
    }
    volatile std::size_t const half_of_all_addresses = ~std::size_t{0} / 2 - 10;
    check(::operator new(half_of_all_addresses, std::nothrow) == nullptr);
    bool thrown = false;
    try {
        ::operator delete(::operator new(half_of_all_addresses));
    } catch (const std::bad_alloc&) {
        thrown = true;
    }
    check(thrown);
    static int handled = 0;
    std::set_new_handler([] {
        if (++handled == 3) std::set_new_handler(nullptr);
    });
    check(::operator new(half_of_all_addresses, std::nothrow) == nullptr&& handled == 3);

    // nested measurements
    sj::memory_usage inner, innermost;
    check(sj::measure_memory([&] {
              std::vector<char> const first(1000);   // the outer measurement has its peak here
              keep(first.data());
              {
                  std::vector<char> const second(500);
                  keep(second.data());
              }
              inner = sj::measure_memory([&] {
                  delete[] keep(new char[200]);
                  innermost = sj::measure_memory([] { delete[] keep(new char[70]); });
              });
              {
                  std::vector<char> const third(30);
                  keep(third.data());
              }
          }),
          0, 1500, 5);
    check(inner, 0, 200, 2);
    check(innermost, 0, 70, 1);
    check(sj::measure_memory([&] { inner = sj::measure_memory([] { delete[] keep(new char[200]); }); }), 0, 200, 1);

    // an exception is passed on and ends the measurement
    thrown = false;
    try {
        static_cast<void>(sj::measure_memory([] { throw std::length_error{"enough"}; }));
    } catch (const std::length_error&) {
        thrown = true;
    }
    check(thrown);
    check(sj::measure_memory([] { delete[] keep(new char[20]); }), 0, 20, 1);

    // The whole process is measured; measurements of several threads overlap.
    auto const threaded = sj::measure_memory([] {
        std::array<std::thread, 4> threads;
        for (auto& t : threads)
            t = std::thread{[] {
                for (std::size_t i = 1; i < 300; ++i) {
                    auto const m = sj::measure_memory([i] { delete[] keep(new char[100 * i]); });
                    if (!(m.exact && m.allocations >= 1))
                        check(false);   // other threads may free more than this one allocates
                }
            }};
        for (auto& t : threads) t.join();
    });
    check(threaded.peak >= 29900 && threaded.allocations >= 4 * 299 && threaded.exact);
    check(sj::measure_memory([] { delete[] keep(new char[20]); }), 0, 20, 1);

    // a profile does not allocate after the first use of a name
    sj::profile prof{{.trace = true, .max_events = 100}};
    auto const label = prof.named("label");
    auto const measured = [&] {
        for (int i = 0; i < 200; ++i) {
            sj::profile::scope const a{label}, b{prof, "name"};
        }
    };
    measured();
    check(sj::measure_memory(measured), 0, 0, 0);
    return testing::exit_status();
}
