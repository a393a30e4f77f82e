// A const stream cannot be read.
// says: declare it without const
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    auto const frames = sj::from(x, 8000.0) | v::frames(16, 8);
    for (auto frame : frames) static_cast<void>(frame);
}
