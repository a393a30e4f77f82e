// rfft requires frames of samples.
// says: the stream yields magnitudes, powers or decibels: put the stage before
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (auto row : sj::from(x, 8000.0) | v::stft({.size = 16}) | v::power | v::rfft) static_cast<void>(row);
}
