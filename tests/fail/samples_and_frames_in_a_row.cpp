// concat requires streams with the same element type and domain.
// says: streams_of_one_kind
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (auto e : sj::concat(sj::from(x, 8000.0), sj::from(x, 8000.0) | v::frames(16, 8))) static_cast<void>(e);
}
