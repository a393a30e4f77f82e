// prefetch keeps copies of elements, which a std::unique_ptr does not have.
// says: prefetch and fork keep copies of elements: the elements must be copyable
#include <memory>
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    auto owners = x | v::map([](float s) { return std::make_unique<float>(s); }) | v::prefetch(2);
    return owners.next() ? 0 : 1;
}
