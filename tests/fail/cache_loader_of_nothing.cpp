// The result of a loader is stored in the cache.
// says: expected a function that returns a Value
#include <symphonic/cache.hpp>
int main() {
    symphonic::lru_cache<int, double> cache;
    cache.get_or_compute(1, [] {});
}
