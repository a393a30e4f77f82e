// A source's blocks are no unit to measure: the error names chunks and frames.
// says: framed_stream
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
int main() {
    for (double energy : sj::read("x.wav") | sj::views::mono | sj::views::energy) static_cast<void>(energy);
}
