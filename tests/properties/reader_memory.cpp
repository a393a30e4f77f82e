// SPDX-License-Identifier: MIT
// Reading ten minutes of 96 kHz stereo takes the memory of a block: the peak memory of the process grows by less than 1
// MiB. The recording is a sparse file of 345 MB that takes no space on the disk. Prints the growth and the time.
#include <chrono>
#include <cstdio>

#include <symphonic/io.hpp>

#include "support/peak_memory.hpp"
#include "support/recording.hpp"
#include "support/sparse_wav.hpp"

namespace sj = symphonic;

int main() {
    testing::temporary_file const small{".wav"}, long_file{".wav"};
    testing::write_sparse_wav(small.path(), {.rate = 96000, .channels = 2, .bytes = 3, .seconds = 1});
    testing::write_sparse_wav(long_file.path(), {.rate = 96000, .channels = 2, .bytes = 3, .seconds = 600});
    for (auto const b : sj::read(small.path())) static_cast<void>(b);   // memory of code and libraries
    auto const before = testing::peak_kibibytes();
    auto const start = std::chrono::steady_clock::now();
    std::int64_t frames = 0;
    for (auto const b : sj::read(long_file.path())) frames += static_cast<std::int64_t>(b.frames());
    auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    auto const growth = testing::peak_kibibytes() - before;
    std::printf("ten minutes of 96 kHz stereo, %lld sample frames: %ld KiB more than a second of it, %.2f s\n",
                static_cast<long long>(frames), growth, seconds);
    return frames == 96000LL * 600 && growth < 1024 ? 0 : 1;
}
