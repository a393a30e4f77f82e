// SPDX-License-Identifier: MIT
// The io layer: audio files. It needs libsndfile.
#ifndef SYMPHONIC_IO_HPP
#define SYMPHONIC_IO_HPP

#include <symphonic/io/file_info.hpp>   // container and encoding of a file
#include <symphonic/io/io_error.hpp>    // what is thrown
#include <symphonic/io/read_all.hpp>    // a whole file in memory
#include <symphonic/io/reader.hpp>      // a file as a range of blocks; read(path)

#endif
