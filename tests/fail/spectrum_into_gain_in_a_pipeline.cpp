// gain requires samples or frames, not spectra.
// says: put the stage before stft, or put istft(options) before the stage
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    auto const wrong = v::mono | v::stft({.size = 16}) | v::gain(2) | v::power;
    for (auto row : sj::from(x, 8000.0) | wrong) static_cast<void>(row);
}
