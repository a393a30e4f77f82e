// A parameter is hashed by value: the address of an object is refused.
// says: expected a parameter that is a number
#include <symphonic/cache.hpp>
int main() {
    int const size = 512;
    return symphonic::content_hash("song", &size).low == 0;
}
