// A cache key needs a hash.
// says: the key needs a std::hash
#include <symphonic/cache.hpp>
struct point {
    double x = 0, y = 0;
    bool operator==(const point&) const = default;
};
int main() {
    symphonic::lru_cache<point, double> cache;
    return cache.put({1, 2}, 3) ? 0 : 1;
}
