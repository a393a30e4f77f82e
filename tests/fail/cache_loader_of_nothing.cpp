// A loader must return a value for the cache.
// says: expected a function that gives a Value
#include <symphonic/cache.hpp>
int main() {
    symphonic::lru_cache<int, double> cache;
    cache.get_or_compute(1, [] {});
}
