// The message stands in the first lines for every stage of a pipeline.
// says: put rfft before the stage
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    auto const pipeline = v::power | v::decibels | v::take(3) | sj::collect;
    return (sj::from(x, 8000.0) | v::frames(16, 8) | pipeline).size() == 0;
}
