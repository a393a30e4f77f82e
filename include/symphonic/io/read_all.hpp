// SPDX-License-Identifier: MIT
// read_all: a whole file in memory.
#ifndef SYMPHONIC_IO_READ_ALL_HPP
#define SYMPHONIC_IO_READ_ALL_HPP

#include <symphonic/io/reader.hpp>

namespace symphonic {

/// All samples of a file, interleaved. Throws as reader, and std::bad_alloc. It allocates for what is there, not for what
/// the header claims.
template <std::floating_point T = float>
[[nodiscard]] audio_buffer<T> read_all(const std::filesystem::path& path) {
    basic_reader<T> in{path};
    std::vector<T> samples;
    while (in.next()) {
        auto const part = in.get().samples();
        samples.insert(samples.end(), part.begin(), part.end());
    }
    return audio_buffer<T>{std::move(samples), in.format()};
}

}   // namespace symphonic
#endif
