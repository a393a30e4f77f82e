// A class that derives from stream_facade and lacks ended() and format() is not accepted as a standard range.
// says: the stream class lacks `bool ended() const`
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
struct half : sj::stream_facade<half> {
    bool next() { return false; }
    sj::block<const float> get() const { return {}; }
};
int main() {
    for (auto b : half{} | sj::views::mono) static_cast<void>(b);
}
