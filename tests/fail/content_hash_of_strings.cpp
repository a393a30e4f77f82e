// The bytes of a std::string hold a pointer to its text.
// says: elements whose bytes are their value
#include <symphonic/cache.hpp>
#include <vector>
int main() { return symphonic::content_hash(std::vector<std::string>(3)).low == 0; }
