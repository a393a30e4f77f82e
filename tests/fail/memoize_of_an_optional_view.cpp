// The key would refer to a string that may be destroyed.
// says: memoize: expected a function that takes values
#include <string_view>
#include <symphonic/cache.hpp>
int main() {
    auto f = symphonic::memoize([](std::optional<std::string_view> s) { return s ? s->size() : 0; });
    return f("text") == 4;
}
