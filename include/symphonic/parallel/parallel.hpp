// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PARALLEL_PARALLEL_HPP
#define SYMPHONIC_PARALLEL_PARALLEL_HPP

#include <symphonic/parallel/detail/parallel_stream.hpp>

namespace symphonic::views {

/// Calls a function for each element in several threads: `audio_files("corpus") | parallel(analyse, {.threads = 4})`.
/// - Input: any stream or range. f is called with a copy of the element, of the range's value type. Elements that view memory but
///   are neither std::span nor block (for example std::string_view) must be copied to an owning type before.
/// - Output: the results of f, in the order of the input unless options.ordered is false; std::monostate if f returns void.
///   The number of threads does not change the results. The domain is none, the format that of the upstream.
/// - Tail: none.
/// - Lifetime: a result may be moved from, and is valid until the next ++. f is copied into each pipeline. All threads call the same
///   const object: f must be safe for concurrent calls.
/// - Errors: an exception of f or of the upstream is thrown in place of the element and ends the stream. argument_error for more
///   than 256 threads or 2^44 elements in flight. std::system_error from the first next() if a thread cannot be created.
/// - Cost: allocations and about 1 microsecond per element, beside the call. At most options.in_flight elements and results are in
///   memory; choose at least 2 for each thread.
/// - Threads: a thread pulls the upstream, threads of oneTBB call f. If no thread has begun the call whose result is needed, next()
///   calls f. f may wait for I/O and may use pipelines, with parallel or without. If the program limits the threads of oneTBB
///   (global_control), fewer threads call f. Otherwise the limit of oneTBB is raised while a pipeline needs more threads.
/// - Stop: an exception, request_stop() and the destruction of the pipeline stop it. Then no further call begins, and
///   stop_requested() is true in those that run. The next() that throws and the destructor wait for them.
inline constexpr detail::parallel_fn<false> parallel{};

}   // namespace symphonic::views
#endif
