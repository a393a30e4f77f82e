// magnitude requires spectra.
// says: put stft(options) before the stage
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (auto row : sj::from(x, 8000.0) | v::magnitude) static_cast<void>(row);
}
