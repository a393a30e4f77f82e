// Every other sample has data() and size() as well, and would have a wrong energy.
// says: sample_range
#include <symphonic/energy.hpp>
struct every_other {
    float const* data() const { return nullptr; }
    std::size_t size() const { return 0; }
};
int main() { return symphonic::energy(every_other{}) > 0; }
