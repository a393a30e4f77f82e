// After a standard view the domain is unknown: as<domain::power> must state it.
// says: put as<domain::power> or as<domain::magnitude> before the stage
#include <ranges>

#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    auto const powers = v::stft({.size = 16}) | v::power | std::views::take(3);
    for (auto row : sj::from(x, 8000.0) | powers | v::decibels) static_cast<void>(row);
}
