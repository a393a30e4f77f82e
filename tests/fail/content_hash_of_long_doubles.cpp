// A long double has six padding bytes, whose values are arbitrary.
// says: elements whose bytes are their value
#include <symphonic/cache.hpp>
#include <vector>
int main() { return symphonic::content_hash(std::vector<long double>(3)).low == 0; }
