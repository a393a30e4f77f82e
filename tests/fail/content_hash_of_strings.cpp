// The bytes of a string are where its text is.
// says: elements whose bytes are their value
#include <symphonic/cache.hpp>
#include <vector>
int main() { return symphonic::content_hash(std::vector<std::string>(3)).low == 0; }
