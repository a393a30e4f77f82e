// A pipeline has no elements before it is applied to a stream.
// says: a stage is not a stream: apply it to one
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    for (double level : v::frames(16, 8) | v::rms) static_cast<void>(level);
}
