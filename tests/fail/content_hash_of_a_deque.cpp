// says: expected a contiguous range
#include <symphonic/cache.hpp>
#include <deque>
int main() { return symphonic::content_hash(std::deque<int>(3)).low == 0; }
