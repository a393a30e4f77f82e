// A vector has no sample rate.
// says: begin with sj::from(range, sample_rate)
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    for (auto block : x | v::mono) static_cast<void>(block);
}
