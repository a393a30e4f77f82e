// SPDX-License-Identifier: MIT
// The practices of the tour. Each compares a plain C++ version with this library and adds rows to the table.
#ifndef TOUR_HPP
#define TOUR_HPP

#include "input.hpp"
#include "table.hpp"

namespace tour {

void stream_files(const input& in, table& rows);        // chunked streaming, lazy files
void release_by_scope(const input& in, table& rows);    // resources that a scope releases
void reuse_buffers(const input& in, table& rows);       // buffer pool
void vectorize(const input& in, table& rows);           // energy, levels in one pass
void transform(const input& in, table& rows);           // many FFTs, spectrogram
void process_batches(const input& in, table& rows);     // small elements in batches
void cache_results(const input& in, table& rows);       // caches by content and by name
void use_threads(const input& in, table& rows);         // parallel files, broken files, prefetch
void measure(const input& in, table& rows);             // time, profile, memory
void choose_algorithms(const input& in, table& rows);   // container, selection, convolution

}   // namespace tour
#endif
