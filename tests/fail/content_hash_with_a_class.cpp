// The bytes of a class do not tell what they mean: hertz{5} and bins{5} would be equal.
// says: write a function content_parameters(const T&)
#include <symphonic/cache.hpp>
struct hertz {
    int value;
};
int main() { return symphonic::content_hash("song", hertz{5}).low == 0; }
