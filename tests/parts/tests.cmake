# Part tests, the default: checks that the library works on this machine.
set(library symphonic::precompiled)
if(NOT TARGET ${library})
    set(library tests_library)
    symphonic_precompiled_library(${library} STATIC)
    target_compile_options(${library} PRIVATE -O2)
endif()
unit_tests(tests LABELS tests SOURCES ${unit_test_sources} INSTRUCTION_SETS OPTIONS -O1 LIBRARY ${library})

# Programs that replace the allocator or measure memory.
program_test(tests allocations SOURCES properties/allocations.cpp LIBRARIES ${library})
program_test(tests cache_allocations SOURCES properties/cache_allocations.cpp LIBRARIES ${library})
program_test(tests counted_memory SOURCES properties/counted_memory_a.cpp properties/counted_memory_b.cpp LIBRARIES symphonic::profile)
program_test(tests pool_allocations SOURCES properties/pool_allocations.cpp LIBRARIES symphonic::memory symphonic::profile)
program_test(tests reader_memory SOURCES properties/reader_memory.cpp LIBRARIES ${library})

symphonic_write_graph()
script_test(tests component_graph component_graph -DGRAPH=${PROJECT_BINARY_DIR}/component_graph.cmake)
script_test(tests consumer/from_memory consumer/run -DHOW=installed -DTARGET=from_memory)
get_target_property(eigen_include Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
script_test(tests readme readme -DEIGEN=${eigen_include} -DOPTIONS=${less_garbage_collection}
    -DLIBRARIES=$<TARGET_FILE:${library}>,$<TARGET_FILE:SndFile::sndfile>,$<TARGET_FILE:FFTW3::fftw3f>,$<TARGET_FILE:FFTW3::fftw3>,$<TARGET_FILE:TBB::tbb>)

# The example programs print, write and draw as expected.
if(TARGET analyse)
    script_test(tests example/analyse analyse -DANALYSE=$<TARGET_FILE:analyse>)
    program_test(tests constant_memory SOURCES properties/constant_memory.cpp ARGUMENTS $<TARGET_FILE:analyse>)
else()
    add_test(NAME example/analyse COMMAND analyse)
    set_tests_properties(example/analyse PROPERTIES LABELS tests DISABLED TRUE)   # CTest shows it as not run
endif()
if(TARGET parallel_features)
    script_test(tests example/parallel_features parallel_features -DPROGRAM=$<TARGET_FILE:parallel_features>)
endif()
function(example_prints name expected)
    add_test(NAME example/${name} COMMAND ${name})
    set_tests_properties(example/${name} PROPERTIES LABELS tests PASS_REGULAR_EXPRESSION "${expected}")
    if(NOT TARGET ${name})
        set_tests_properties(example/${name} PROPERTIES DISABLED TRUE)
    endif()
endfunction()
set(number "([0-9.]+)")
example_prints(own_engine "^equal to the built-in engine to rounding\nfft: engine goertzel does not support double transforms of size 200\n$")
example_prints(own_stage "^0\\.1376\n0\\.3742\n0\\.5000\n0\\.5000\n$")
example_prints(live "^the whole signal +186 levels, the last ${number}\nin the callback +186 levels, the last ${number}\nbeside the callback +186 levels, the last ${number}\n$")
example_prints(cached "^spectra of a loop .* times as fast .100 % hits.\nfeatures by content of the file .*.100 recordings, [0-9]+ KiB.\nfeatures by name.*\nloudest[^\n]*\n$")

# The script that finds the hottest functions of a program. The tests run it with valgrind, and with perf where perf works.
add_executable(hot_loop support/hot_loop.cpp)
target_compile_features(hot_loop PRIVATE cxx_std_20)
target_link_libraries(hot_loop PRIVATE Threads::Threads)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    target_compile_options(hot_loop PRIVATE -mno-avx512f)   # valgrind has no AVX-512, which CXXFLAGS may select
endif()
script_test(tests example/hottest_functions hottest_functions -DPROGRAM=$<TARGET_FILE:hot_loop>)
find_program(valgrind_program valgrind)
if(NOT valgrind_program)
    set_tests_properties(example/hottest_functions PROPERTIES DISABLED TRUE)
endif()
