// A function that takes a stream by value gets it with std::move.
// says: move_only_use_std_move
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    auto const pull = [](auto stream) { return stream.next(); };
    auto samples = sj::read("x.wav") | v::mono;
    return pull(samples);
}
