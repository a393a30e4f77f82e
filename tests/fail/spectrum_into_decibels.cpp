// A complex number has no level.
// says: put power or magnitude before the stage
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (auto row : sj::from(x, 8000.0) | v::stft() | v::decibels) static_cast<void>(row);
}
