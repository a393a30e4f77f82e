// power requires complex spectra.
// says: put rfft before the stage
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (auto row : sj::from(x, 8000.0) | v::frames(16, 8) | v::power) static_cast<void>(row);
}
