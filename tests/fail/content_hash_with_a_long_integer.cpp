// __int128 is an integer with -std=gnu++20 and not with -std=c++20, so its key would depend on the option.
// says: expected a parameter that is a number of at most 64 bits
#include <symphonic/cache.hpp>
int main() {
    __extension__ using wide = __int128;
    return symphonic::content_hash("song", wide{5}).low == 0;
}
