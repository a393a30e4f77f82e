// stage_of does not hide the concept that a stream class requires of its upstream.
// says: put frames(size, hop) before the stage
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
template <sj::frame_stream Up> struct first_half_stream : sj::stage_facade<first_half_stream<Up>, Up> {
    bool next() { return this->upstream().next(); }
    auto get() const { return this->upstream().get().first(this->upstream().get().size() / 2); }
};
inline constexpr auto first_half = sj::stage_of<first_half_stream>();
int main() {
    std::vector<float> const x(64);
    for (auto row : sj::from(x, 8000.0) | first_half) static_cast<void>(row);
}
