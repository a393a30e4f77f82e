// next() of a const stream cannot be called.
// says: declare it without const
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
int main() {
    std::vector<float> const x(64);
    auto const framed = sj::from(x, 8000.0) | sj::views::frames(16, 8);
    for (double level : framed | sj::views::rms) static_cast<void>(level);
}
