// audio_files yields paths.
// says: open each file with sj::read(path)
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    for (auto block : sj::audio_files(".") | v::mono) static_cast<void>(block);
}
