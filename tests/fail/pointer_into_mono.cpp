// A path is no stream.
// says: begin with sj::read(path)
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    char const* const path = "song.flac";
    for (auto block : path | v::mono) static_cast<void>(block);
}
