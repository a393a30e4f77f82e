// A mismatch inside a composed pipeline names the concept of the stage.
// says: put frames(size, hop) in place of
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    auto const wrong = v::mono | v::stft({.size = 16}) | v::power | v::rms;
    for (double level : sj::from(x, 8000.0) | wrong) static_cast<void>(level);
}
