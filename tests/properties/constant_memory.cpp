// SPDX-License-Identifier: MIT
// constant_memory ANALYSE: the example program on two hours of 44.1 kHz stereo stays below 40 MB. The recording is a sparse
// file: 1.27 GB that take no room on the disk. Prints the peak memory and the time.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/sparse_wav.hpp"

int main(int, char** argv) {
    auto const folder = std::filesystem::temp_directory_path() / ("symphonic_long_" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    auto const wav = folder / "two_hours.wav", png = folder / "out.png", csv = folder / "out.csv";
    testing::write_sparse_wav(wav, {.rate = 44100, .channels = 2, .bytes = 2, .seconds = 7200});
    auto const start = std::chrono::steady_clock::now();
    pid_t const child = fork();
    if (child == 0) {
        execl(argv[1], argv[1], wav.c_str(), "--png", png.c_str(), "--csv", csv.c_str(), static_cast<char*>(nullptr));
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    auto const megabytes = static_cast<double>(used.ru_maxrss) / 1024;   // Linux counts KiB
    std::filesystem::remove_all(folder);
    std::printf("analyse on two hours: exit status %d, peak %.1f MiB, %.1f s\n", WEXITSTATUS(status), megabytes,
                seconds);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 && megabytes < 40 ? 0 : 1;
}
