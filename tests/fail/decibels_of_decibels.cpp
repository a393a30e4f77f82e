// Decibels of decibels are refused, also in a composed pipeline.
// says: the stream yields decibels: remove the first
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    auto const wrong = v::frames(16, 8) | v::rms | v::decibels | v::decibels();
    for (double level : sj::from(x, 8000.0) | wrong) static_cast<void>(level);
}
