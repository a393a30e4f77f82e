// The function of edit must accept a writable element.
// says: in edit a span<complex<float>>
#include <symphonic/symphonic.hpp>
namespace sj = symphonic;
namespace v = symphonic::views;
int main() {
    std::vector<float> const x(64);
    auto const clear = v::edit([](std::span<float> row) { row[0] = 0; });
    for (auto row : sj::from(x, 8000.0) | v::stft() | clear) static_cast<void>(row);
}
