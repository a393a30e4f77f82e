// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PARALLEL_PARALLEL_HPP
#define SYMPHONIC_PARALLEL_PARALLEL_HPP

#include <symphonic/parallel/detail/parallel_stream.hpp>

namespace symphonic::views {

/// Calls a function for each element in several threads: `audio_files("corpus") | parallel(analyse, {.threads = 4})`.
/// - Input: any stream or range. f is called with a copy of the element, of the range's value type.
/// - Output: the results of f, in the order of the input unless options.ordered is false; std::monostate if f returns void.
///   The same results, whatever the number of threads.
/// - Tail: none.
/// - Lifetime: a result may be moved from, and is valid until the next ++. f is copied into each pipeline. Several threads call
///   it at once, as const.
/// - Errors: an exception of f or of the upstream is thrown in place of its element, and ends the stream; try_parallel goes on.
///   argument_error for more than 4096 threads.
/// - Cost: an allocation and 1 to 2 microseconds per element. At most options.in_flight elements and results are in memory.
/// - Threads: a thread pulls the upstream, threads of oneTBB call f. The thread that pulls the results waits for them; it calls f
///   itself if no other thread has begun the call. f may wait for I/O and may use pipelines, with parallel or without. If the
///   program limits the threads of oneTBB (global_control), fewer threads call f.
/// - Stop: request_stop(), an exception and the end of the pipeline stop it. Then no further call begins, stop_requested() is
///   true in calls that run, and the pipeline waits for them.
inline constexpr detail::parallel_fn<false> parallel{};

}   // namespace symphonic::views
#endif
