// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_PARALLEL_TRY_PARALLEL_HPP
#define SYMPHONIC_PARALLEL_TRY_PARALLEL_HPP

#include <symphonic/parallel/detail/parallel_stream.hpp>

namespace symphonic::views {

/// The same as parallel, but an exception of the function is a result, and the other elements go on:
///
///     for (auto const& r : sj::audio_files("corpus") | v::try_parallel(analyse))
///         if (r.value) write_row(r.input, *r.value);
///         else std::cerr << r.message() << '\n';
///
/// - Input: as parallel.
/// - Output: `result<T, Input>` for each element, with T the type that f returns (std::monostate for void).
/// - Tail: none.
/// - Lifetime: as parallel.
/// - Errors: as parallel, but for exceptions of f.
/// - Cost: as parallel.
inline constexpr detail::parallel_fn<true> try_parallel{};

}   // namespace symphonic::views
#endif
