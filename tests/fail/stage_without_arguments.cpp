// A function that makes a stage must be called.
// says: call it with its arguments
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (auto row : sj::from(x, 8000.0) | v::mono | v::stft | v::power) static_cast<void>(row);
}
