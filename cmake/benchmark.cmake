# cmake -P cmake/benchmark.cmake [NAME...]: builds the benchmarks as users get the library, -O2 for the baseline processor, runs
# those of the kernels, of files and of transforms, or those that are named, and prints their ratios; then what headers cost to
# include and units to compile. CXX is heeded.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/packages.cmake")
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH source)
set(compiler c++)
if(DEFINED ENV{CXX})
    set(compiler "$ENV{CXX}")
endif()
cmake_path(GET compiler FILENAME name)
set(build "${source}/build/benchmark-${name}")

install_packages(g++ make libbenchmark-dev libeigen3-dev libsndfile1-dev libfftw3-dev)

run(${CMAKE_COMMAND} -S "${source}" -B "${build}" --log-level=WARNING -DCMAKE_BUILD_TYPE=Release
    "-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG" -DCMAKE_CXX_COMPILER=${compiler}
    -DSYMPHONIC_BUILD_TESTS=OFF -DSYMPHONIC_BUILD_EXAMPLES=OFF -DSYMPHONIC_BUILD_BENCHMARKS=ON)
script_arguments(given)
if(given)
    cmake_language(EVAL CODE "set(names ${given})")
else()
    set(names kernels files fft)
endif()
run(${CMAKE_COMMAND} --build "${build}" --target ${names} --parallel ${cores})
foreach(benchmark IN LISTS names)
    run("${build}/benchmarks/${benchmark}")
endforeach()

# The best of some interleaved runs, in microseconds.
set(headers vector symphonic/energy.hpp symphonic/kernels.hpp symphonic/core.hpp symphonic/profile.hpp)
foreach(repetition RANGE 14)
    foreach(header IN LISTS headers)
        file(WRITE "${build}/include.cpp" "#include <${header}>\n")
        string(TIMESTAMP before "%s%f")
        run(${compiler} -std=c++20 -fsyntax-only -I "${source}/include" "${build}/include.cpp")
        string(TIMESTAMP after "%s%f")
        math(EXPR time "${after} - ${before}")
        if(NOT DEFINED best_${header} OR time LESS best_${header})
            set(best_${header} ${time})
        endif()
    endforeach()
endforeach()
message(NOTICE "\nto include, as multiples of <vector>:")
foreach(header IN LISTS headers)
    math(EXPR ratio "(100 * ${best_${header}} + ${best_vector} / 2) / ${best_vector}")
    string(LENGTH "${ratio}" digits)
    while(digits LESS 3)
        string(PREPEND ratio 0)
        string(LENGTH "${ratio}" digits)
    endwhile()
    string(REGEX REPLACE "(..)$" ".\\1" ratio "${ratio}")
    message(NOTICE "    ${header} ${ratio}")
endforeach()

# The best of three, in seconds.
set(fused "#include <symphonic/symphonic.hpp>
double sum() {
    double all = 0;
    namespace v = symphonic::views;
    for (auto power : symphonic::read(\"song.flac\") | v::mono | v::stft({.size = 2048, .hop = 512}) | v::power) all += power[9];
    return all;
}
")
file(WRITE "${build}/unit.cpp" "${fused}")
foreach(repetition RANGE 2)
    string(TIMESTAMP before "%s%f")
    run(${compiler} -std=c++20 -O2 -I "${source}/include" -c "${build}/unit.cpp" -o "${build}/unit.o")
    string(TIMESTAMP after "%s%f")
    math(EXPR time "(${after} - ${before}) / 10000")
    if(NOT DEFINED best OR time LESS best)
        set(best ${time})
    endif()
endforeach()
math(EXPR ratio "10000 * ${best} / ${best_vector}")
math(EXPR whole "${best} / 100")
math(EXPR rest "${best} % 100 + 100")
string(SUBSTRING "${rest}" 1 2 rest)
message(NOTICE "to compile read | mono | stft | power at -O2: ${whole}.${rest} s, ${ratio} x to include <vector>")
