// The blocks of a source have any length: rms requires chunks or frames.
// says: put chunks(n) or frames(size, hop) before the stage
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
int main() {
    for (double level : sj::read("x.wav") | sj::views::mono | sj::views::rms) static_cast<void>(level);
}
