// A function that makes a stage must be called, also where no stream exists yet.
// says: call it with its arguments
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    auto const pipeline = v::mono | v::frames | v::rms;
    return sizeof pipeline == 0;
}
