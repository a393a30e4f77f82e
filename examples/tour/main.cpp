// SPDX-License-Identifier: MIT
// tour [FILE|FOLDER...]: runs each practice of the library beside the C++ that one would write first, checks that both
// give the same result, and prints the gain. Uses at most 16 recordings; generates them if none are named.
#include <cstdio>
#include <exception>
#include <thread>

#include <symphonic/simd/instruction_set.hpp>

#include "temporary_folder.hpp"
#include "tour.hpp"

int main(int count, char** arguments) try {
    tour::temporary_folder const temporary;
    auto const in = tour::make_input({arguments + 1, arguments + count}, temporary.path());
    std::printf("Best of several runs, both versions in turn. %u processors, %s.\n\n",
                std::thread::hardware_concurrency(), symphonic::name(symphonic::active_instruction_set()));
    tour::table rows;
    for (auto const practice :
         {tour::stream_files, tour::release_by_scope, tour::reuse_buffers, tour::vectorize, tour::transform,
          tour::process_batches, tour::cache_results, tour::use_threads, tour::measure, tour::choose_algorithms})
        practice(in, rows);
} catch (const std::exception& e) {
    std::fprintf(stderr, "tour: %s\n", e.what());
    return 1;
}
