// SPDX-License-Identifier: MIT
// read_all: a whole file in memory.
#ifndef SYMPHONIC_IO_READ_ALL_HPP
#define SYMPHONIC_IO_READ_ALL_HPP

#include <symphonic/io/reader.hpp>

namespace symphonic {

/// All samples of a file, or of the part that the options ask for, interleaved. Takes what a reader is made of. Throws
/// as reader, and std::bad_alloc. It allocates for what is there, not for what the header claims.
template <std::floating_point T = float, class From>
    requires std::constructible_from<basic_reader<T>, From, reader_options>
[[nodiscard]] audio_buffer<T> read_all(From&& source, reader_options options = {}) {
    basic_reader<T> in(std::forward<From>(source), options);
    std::vector<T> samples;
    while (in.next()) {
        auto const part = in.get().samples();
        samples.insert(samples.end(), part.begin(), part.end());
    }
    return audio_buffer<T>{std::move(samples), in.format()};
}

}   // namespace symphonic
#endif
