// content_hash requires a contiguous range.
// says: expected a contiguous range
#include <deque>
#include <symphonic/cache.hpp>
int main() { return symphonic::content_hash(std::deque<int>(3)).low == 0; }
