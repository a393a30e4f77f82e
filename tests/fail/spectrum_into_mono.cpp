// mono requires blocks of samples, not spectra.
// says: put the stage before stft, or put istft(options) before the stage
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (auto row : sj::from(x, 8000.0) | v::stft({.size = 16}) | v::mono) static_cast<void>(row);
}
