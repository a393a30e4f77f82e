// Only samples can be written into an audio file.
// says: put the stage before those that compute them
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    return sj::from(x, 8000.0) | v::frames(16, 8) | v::rms | sj::write("x.wav");
}
