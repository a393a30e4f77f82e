# Part threads: the tests that use threads, under the thread sanitizer.
unit_tests(threads LABELS threads OPTIONS -O1 -g1 -fsanitize=thread
    -fsanitize-ignorelist=${CMAKE_CURRENT_SOURCE_DIR}/support/thread_sanitizer.txt SOURCES
    fft/plan.cpp fft/plan_cache.cpp fft/fftw.cpp io/threads.cpp memory/pool_threads.cpp views/prefetch.cpp
    views/push_source.cpp views/fork.cpp properties/chunk_invariance.cpp profile/threads.cpp cache/loads.cpp cache/recursive_load.cpp
    cache/removal_threads.cpp cache/memoize.cpp parallel/parallel.cpp parallel/try_parallel.cpp parallel/read_ahead.cpp)
