// SPDX-License-Identifier: MIT
// The io layer: audio files. It needs libsndfile.
#ifndef SYMPHONIC_IO_HPP
#define SYMPHONIC_IO_HPP

#include <symphonic/core/detail/language.hpp>

#include <symphonic/io/audio_files.hpp>       // lists the audio files in a directory
#include <symphonic/io/container.hpp>         // WAV, FLAC, Ogg, ...
#include <symphonic/io/encoding.hpp>          // 16-bit PCM, Vorbis, ...
#include <symphonic/io/file_descriptor.hpp>   // an open file or pipe; standard_input
#include <symphonic/io/file_image.hpp>        // the bytes of a file, read ahead
#include <symphonic/io/file_info.hpp>         // container, encoding, tags and cue points of a file
#include <symphonic/io/load_file.hpp>         // reads the bytes of a file
#include <symphonic/io/read_all.hpp>          // a whole file in memory
#include <symphonic/io/reader.hpp>            // a file as a range of blocks; read(path)
#include <symphonic/io/reader_options.hpp>    // chunk size, part of the file, raw data, ...
#include <symphonic/io/tags.hpp>              // title, artist, ...
#include <symphonic/io/write.hpp>             // stream | write(path): the end of a pipeline
#include <symphonic/io/writer.hpp>            // writes a file in pieces
#include <symphonic/io/writer_options.hpp>    // rate, channels, encoding, tags, ...

#endif
