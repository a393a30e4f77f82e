# Parts libc++ and sanitizers: clang with libc++, under the address and undefined-behaviour sanitizers. One build proves
# both, and libc++ tells the address sanitizer where its containers end.
set(hardened -D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_EXTENSIVE)   # spans and vectors check their bounds
target_compile_options(test_main PRIVATE ${sanitizers} ${hardened})
# Three checks make the kernels take three times as long to compile, and the address sanitizer finds what they find.
unit_tests(sanitizers LABELS sanitizers libc++ SOURCES ${unit_test_sources} INSTRUCTION_SETS
    OPTIONS -O0 ${sanitizers} ${hardened} KERNEL_OPTIONS -O1 -fno-sanitize=pointer-overflow,null,object-size)

foreach(name IN ITEMS cache_allocations counted_memory)
    set(sources laws/${name}.cpp)
    if(name STREQUAL "counted_memory")
        set(sources laws/counted_memory_a.cpp laws/counted_memory_b.cpp)
    endif()
    program_test("sanitizers;libc++" sanitized_${name} SOURCES ${sources} LIBRARIES symphonic::symphonic
        OPTIONS -O0 ${sanitizers} ${hardened})
endforeach()

# The kernels without vector instructions, as on other processors.
set(portable_sources ${unit_test_sources})
list(FILTER portable_sources INCLUDE REGEX "^kernels/|^core/(instruction_set|simd)|^cache/xxh3|^fft/(builtin|shuffle)")
unit_tests(portable LABELS sanitizers libc++ SOURCES ${portable_sources}
    OPTIONS -O0 ${sanitizers} ${hardened} -DSYMPHONIC_NO_VECTORS KERNEL_OPTIONS -O1)
