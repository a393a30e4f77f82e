// A path is no stream.
// says: begin with sj::read(path)
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    for (auto block : "song.flac" | v::mono) static_cast<void>(block);
}
