// Decibels of samples are refused: rms, peak or energy computes a level.
// says: put chunks(n) and rms, peak or energy before the stage
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (auto b : sj::from(x, 8000.0) | v::decibels) static_cast<void>(b);
}
