// hot_loop N: spends nearly all of its CPU time in one function, in a thread, and exits with status 3.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>

namespace {

[[gnu::noinline]] unsigned hot_loop(long n) {
    unsigned x = 1;
    for (long i = 0; i < n; ++i) x = x * 1664525 + 1013904223;
    return x;
}
/// A function with a long name.
template <class T>
[[gnu::noinline]] std::size_t cold_loop(long n, T map) {
    for (long i = 0; i < n; ++i) map["a"]["b" + std::to_string(i % 100)] = {};
    return map.size();
}

}   // namespace

int main(int argc, char** argv) {
    long const n = argc > 1 ? std::atol(argv[1]) : 0;
    unsigned result = 0;
    std::thread{[&] { result = hot_loop(n); }}.join();
    using inner = std::map<std::string, std::map<std::string, int>>;
    std::size_t const size = cold_loop(n / 10000, std::map<std::string, inner>{});
    std::printf("%u %zu\n", result, size);
    return 3;
}
