// as<domain> does not change a known domain.
// says: use power or energy in place of magnitude, rms or peak
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (double level : sj::from(x, 8000.0) | v::frames(16, 8) | v::rms | v::as<sj::domain::power>)
        static_cast<void>(level);
}
