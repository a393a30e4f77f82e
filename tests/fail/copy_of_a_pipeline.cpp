// Two copies would pull from one source.
// says: streams_are_move_only_use_std_move
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    auto const frames = sj::read("x.wav") | v::mono | v::frames(16, 8);
    auto copy = frames;
    return copy.next();
}
