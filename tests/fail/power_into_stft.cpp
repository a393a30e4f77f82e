// A spectrum cannot be transformed again.
// says: put the stage before those that compute them
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (auto row : sj::from(x, 8000.0) | v::stft() | v::power | v::stft()) static_cast<void>(row);
}
