// A function that returns nothing yields no elements.
// says: the function returns nothing
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (auto nothing : sj::from(x, 8000.0) | v::frames(16, 8) | v::map([](auto) {})) static_cast<void>(nothing);
}
