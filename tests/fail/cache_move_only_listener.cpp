// A std::function copies what it holds: capture what only moves through a std::shared_ptr.
// says: std::function
#include <memory>
#include <symphonic/cache.hpp>
int main() {
    symphonic::lru_cache<int, int> cache{
        {.on_removal = [count = std::make_unique<int>(0)](int, const auto&, symphonic::removal) { ++*count; }}};
}
