// Powers have no phase.
// says: this stage takes spectra, but the stream yields magnitudes, powers or decibels
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (auto row : sj::from(x, 8000.0) | v::stft() | v::power | v::istft()) static_cast<void>(row);
}
