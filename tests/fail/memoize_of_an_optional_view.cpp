// The key would refer to a string that may be destroyed.
// says: memoize: expected a function that takes values
#include <symphonic/cache.hpp>
#include <string_view>
int main() {
    auto f = symphonic::memoize([](std::optional<std::string_view> s) { return s ? s->size() : 0; });
    return f("text") == 4;
}
