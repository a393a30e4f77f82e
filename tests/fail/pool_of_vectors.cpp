// A pool reuses memory without running constructors or destructors.
// says: trivially copyable and trivially destructible
#include <symphonic/memory.hpp>
int main() { return symphonic::buffer_pool<std::vector<float>>(1, 1).acquire().size() == 0; }
