// SPDX-License-Identifier: MIT
// measure_memory counts to the byte, for another unit of the program counts allocations. Not a word of that is said here.
#include <array>
#include <cstdio>
#include <memory>
#include <new>
#include <source_location>
#include <stdexcept>
#include <thread>
#include <vector>

#include <symphonic/profile.hpp>

namespace sj = symphonic;

sj::memory_usage measured_in_the_other_unit(std::size_t bytes);

namespace {

int failures = 0;

void check(bool right, std::source_location at = std::source_location::current()) {
    if (right) return;
    ++failures;
    std::printf("%s: line %u is wrong\n", at.file_name(), static_cast<unsigned>(at.line()));
}
void check(const sj::memory_usage& m, std::ptrdiff_t current, std::size_t peak, std::size_t allocations,
           std::source_location at = std::source_location::current()) {
    bool const right =
        m.current == current && m.peak == peak && m.allocations == allocations && m.exact && !m.peak_is_bound;
    if (!right)
        std::printf("current %td, peak %zu, allocations %zu, exact %d\n", m.current, m.peak, m.allocations, m.exact);
    check(right, at);
}

/// A compiler may leave out a new that nobody looks at.
template <class T> T* seen(T* p) {
    asm volatile("" : : "r"(p) : "memory");
    return p;
}
struct alignas(64) line {
    char bytes[64];
};

sj::memory_usage const before_main = sj::measure_memory([] { delete[] seen(new char[10]); });

}   // namespace

int main() {
    check(before_main, 0, 10, 1);
    check(sj::measure_memory([] {}), 0, 0, 0);
    check(measured_in_the_other_unit(1000), 0, 1000, 1);

    std::vector<char> left;
    check(sj::measure_memory([&] {
              std::vector<char> const gone(5000);
              seen(gone.data());
              left.resize(300);
          }),
          300, 5300, 2);
    check(sj::measure_memory([&] { std::vector<char>{}.swap(left); }), -300, 0, 0);
    check(sj::measure_memory([&] {   // after what was there before is gone, there is room below the beginning
              left.resize(100);
              seen(left.data());
              std::vector<char>{}.swap(left);
              left.resize(50);
          }),
          50, 100, 2);

    // every form
    check(sj::measure_memory([] {
              delete seen(new char);
              delete[] seen(new char[2]);
              delete seen(new (std::nothrow) char);
              delete[] seen(new (std::nothrow) char[2]);
              delete seen(new line);
              delete[] seen(new line[2]);
              delete seen(new (std::nothrow) line);
              delete[] seen(new (std::nothrow) line[2]);
              ::operator delete(seen(::operator new(0)));
              ::operator delete(nullptr);
              ::operator delete(seen(::operator new(3, std::nothrow)), std::nothrow);
              ::operator delete[](seen(::operator new[](3, std::nothrow)), std::nothrow);
              std::align_val_t const page{4096};
              ::operator delete(seen(::operator new(3, page, std::nothrow)), page, std::nothrow);
              ::operator delete[](seen(::operator new[](3, page, std::nothrow)), page, std::nothrow);
          }),
          0, 128, 13);
    for (std::size_t alignment = 1; alignment <= 4096; alignment *= 2) {
        auto const a = static_cast<std::align_val_t>(alignment);
        auto* const p = ::operator new(100, a);
        check(reinterpret_cast<std::uintptr_t>(p) % alignment == 0);
        ::operator delete(p, 100, a);
    }
    volatile std::size_t const everything = ~std::size_t{0} / 2 - 10;
    check(::operator new(everything, std::nothrow) == nullptr);
    bool thrown = false;
    try {
        ::operator delete(::operator new(everything));
    } catch (const std::bad_alloc&) {
        thrown = true;
    }
    check(thrown);
    static int handled = 0;
    std::set_new_handler([] {
        if (++handled == 3) std::set_new_handler(nullptr);
    });
    check(::operator new(everything, std::nothrow) == nullptr&& handled == 3);

    // inside one another
    sj::memory_usage inner, innermost;
    check(sj::measure_memory([&] {
              std::vector<char> const first(1000);   // the peak of the outer one is here, before the inner one begins
              seen(first.data());
              {
                  std::vector<char> const second(500);
                  seen(second.data());
              }
              inner = sj::measure_memory([&] {
                  delete[] seen(new char[200]);
                  innermost = sj::measure_memory([] { delete[] seen(new char[70]); });
              });
              {
                  std::vector<char> const third(30);
                  seen(third.data());
              }
          }),
          0, 1500, 5);
    check(inner, 0, 200, 2);
    check(innermost, 0, 70, 1);
    check(sj::measure_memory([&] { inner = sj::measure_memory([] { delete[] seen(new char[200]); }); }), 0, 200, 1);

    // what is thrown arrives, and the measurement is over
    thrown = false;
    try {
        static_cast<void>(sj::measure_memory([] { throw std::length_error{"enough"}; }));
    } catch (const std::length_error&) {
        thrown = true;
    }
    check(thrown);
    check(sj::measure_memory([] { delete[] seen(new char[20]); }), 0, 20, 1);

    // threads: all of the process is measured, and measurements in several threads end as they like
    auto const threaded = sj::measure_memory([] {
        std::array<std::thread, 4> threads;
        for (auto& t : threads)
            t = std::thread{[] {
                for (std::size_t i = 1; i < 300; ++i) {
                    auto const m = sj::measure_memory([i] { delete[] seen(new char[100 * i]); });
                    if (!(m.exact && m.allocations >= 1)) check(false);   // others may free more than this takes
                }
            }};
        for (auto& t : threads) t.join();
    });
    check(threaded.peak >= 29900 && threaded.allocations >= 4 * 299 && threaded.exact);
    check(sj::measure_memory([] { delete[] seen(new char[20]); }), 0, 20, 1);

    // a profile does not allocate where it measures
    sj::profile prof{{.trace = true, .max_events = 100}};
    auto const label = prof.named("label");
    auto const measured = [&] {
        for (int i = 0; i < 200; ++i) {
            sj::profile::scope const a{label}, b{prof, "name"};
        }
    };
    measured();
    check(sj::measure_memory(measured), 0, 0, 0);
    return failures == 0 ? 0 : 1;
}
