// stft makes frames by itself: the transform of frames is rfft.
// says: to transform frames use rfft in place of stft
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (auto row : sj::from(x, 8000.0) | v::frames(16, 8) | v::stft()) static_cast<void>(row);
}
