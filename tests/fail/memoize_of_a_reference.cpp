// A key would not own the object that a reference parameter refers to.
// says: expected a function that takes values
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
int main() {
    auto const f = sj::memoize([](const std::vector<float>& x) { return x.size(); });
    return static_cast<int>(f({1, 2, 3}));
}
