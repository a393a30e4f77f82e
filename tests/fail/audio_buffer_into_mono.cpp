// An audio_buffer is no stream.
// says: begin with sj::from(x)
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    auto const song = sj::read_all("x.wav");
    for (auto block : song | v::mono) static_cast<void>(block);
}
