// What the user's stream class does not take, stage_of does not: the error names the class, and what it asks.
// says: stream_class_takes
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
template <sj::frame_stream Up> struct first_half : sj::stream_facade<first_half<Up>> {
    Up up;
    bool next() { return up.next(); }
    auto get() const { return up.get().first(up.get().size() / 2); }
    bool ended() const { return up.ended(); }
    sj::audio_format format() const { return up.format(); }
};
inline constexpr auto halved = sj::stage_of<first_half>();
int main() {
    std::vector<float> const x(64);
    for (auto half : sj::from(x, 8000.0) | halved) static_cast<void>(half);
}
