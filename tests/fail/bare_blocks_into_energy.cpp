// The blocks of a source have any length: energy requires chunks or frames.
// says: put chunks(n) or frames(size, hop) before the stage
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
int main() {
    for (double energy : sj::read("x.wav") | sj::views::mono | sj::views::energy) static_cast<void>(energy);
}
