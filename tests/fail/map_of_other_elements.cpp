// The function of map must accept the elements.
// says: let it take a block<const float>
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    auto const first = v::map([](std::span<const float> row) { return row[0]; });
    for (float y : sj::from(x, 8000.0) | first) static_cast<void>(y);
}
