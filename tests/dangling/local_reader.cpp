// SPDX-License-Identifier: MIT
// Clang warns where a function returns a stage over a local reader, or samples of a local buffer: once for each of the first two
// functions. It does not see through further stages of the same expression.
#include <symphonic/symphonic.hpp>

namespace sj = symphonic;
namespace v = symphonic::views;

auto mono_of_a_local_reader() {
    sj::reader in{"song.flac"};
    return in | v::mono;
}
std::span<const float> samples_of_a_local_buffer() {
    sj::audio_buffer<float> const all = sj::read_all("song.flac");
    return all.samples();
}
auto mono_of_a_reader_moved_in() {
    sj::reader in{"song.flac"};
    return std::move(in) | v::mono;
}
