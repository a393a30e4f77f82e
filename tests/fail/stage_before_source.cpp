// The source stands before its stages.
// says: write source | stage
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (double level : v::rms | x) static_cast<void>(level);
}
