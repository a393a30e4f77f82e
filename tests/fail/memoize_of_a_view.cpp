// A key would not own the memory that a view parameter refers to.
// says: expected a function that takes values
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
int main() {
    auto const f = sj::memoize([](std::string_view text) { return text.size(); });
    return static_cast<int>(f("abc"));
}
