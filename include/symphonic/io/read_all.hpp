// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_READ_ALL_HPP
#define SYMPHONIC_IO_READ_ALL_HPP

#include <symphonic/io/reader.hpp>

namespace symphonic {

/// Returns all samples of a file, or of the part that the options select, interleaved. Takes the arguments of
/// basic_reader. Throws as basic_reader, and std::bad_alloc. Allocates for the samples that the file has, not for the
/// length in its header.
template <std::floating_point T = float, class Source>
    requires std::constructible_from<basic_reader<T>, Source, reader_options>
[[nodiscard]] audio_buffer<T> read_all(Source&& source, reader_options options = {}) {
    basic_reader<T> in(std::forward<Source>(source), options);
    std::vector<T> samples;
    while (in.next()) {
        auto const block = in.get().samples();
        samples.insert(samples.end(), block.begin(), block.end());
    }
    return audio_buffer<T>{std::move(samples), in.format()};
}

}   // namespace symphonic
#endif
