// Two copies would read from one file.
// says: move_only_use_std_move
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    auto const file = sj::read("x.wav");
    auto copy = file;
    return copy.next();
}
