// Every argument of a memoized function needs a hash.
// says: the type of an argument needs a std::hash
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
struct point {
    double x = 0, y = 0;
    std::string name{};
    bool operator==(const point&) const = default;
};
int main() {
    auto const f = sj::memoize([](point p) { return p.x + p.y; });
    return static_cast<int>(f({1, 2}));
}
