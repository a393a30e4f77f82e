// A type with data() and size() but no contiguous iterator may be strided, and is refused.
// says: sample_range
#include <symphonic/energy.hpp>
struct every_other {
    float const* data() const { return nullptr; }
    std::size_t size() const { return 0; }
};
int main() { return symphonic::energy(every_other{}) > 0; }
