// Two classes may have the same bytes: hertz{5} and bins{5} would give the same key.
// says: write a function content_parameters(const T&)
#include <symphonic/cache.hpp>
struct hertz {
    int value;
};
int main() { return symphonic::content_hash("song", hertz{5}).low == 0; }
