# Parts libc++ and sanitizers: the unit tests with clang and libc++, under the address and undefined-behaviour sanitizers.
# libc++ reports the bounds of its containers to the address sanitizer.
if(NOT TARGET test_main OR NOT uses_libcxx)
    message(FATAL_ERROR "The part sanitizers needs a compiler with -stdlib=libc++")
endif()
set(hardened -D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_EXTENSIVE)   # spans and vectors check their bounds
target_compile_options(test_main PRIVATE ${sanitizers} ${hardened})
# contract/ calls only functions that other tests call too.
list(FILTER unit_test_sources EXCLUDE REGEX "^contract/")
unit_tests(sanitizers LABELS sanitizers libc++ SOURCES ${unit_test_sources} INSTRUCTION_SETS
    OPTIONS -O0 ${sanitizers} ${hardened})

program_test("sanitizers;libc++" sanitized_cache_allocations SOURCES properties/cache_allocations.cpp
    LIBRARIES symphonic::symphonic OPTIONS -O0 ${sanitizers} ${hardened})
program_test("sanitizers;libc++" sanitized_counted_memory SOURCES properties/counted_memory_a.cpp properties/counted_memory_b.cpp
    LIBRARIES symphonic::profile OPTIONS -O0 ${sanitizers} ${hardened})

# The kernels without vector instructions, as on processors other than x86-64.
set(portable_sources ${unit_test_sources})
list(FILTER portable_sources INCLUDE REGEX "^kernels/|^simd/|^fft/builtin")
unit_tests(portable LABELS sanitizers libc++ SOURCES ${portable_sources}
    OPTIONS -O0 ${sanitizers} ${hardened} -DSYMPHONIC_NO_VECTORS)
