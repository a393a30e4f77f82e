# cmake -P cmake/benchmark.cmake [NAME...]: builds the benchmarks at -O2 for the baseline processor, runs the named ones (kernels,
# files, fft, pipelines, flow, parallel, profile, pool, cache, content_hash; by default all, and compile_time.cmake) and prints their
# ratios. Environment: CXX.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/packages.cmake")
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH source)
set(build "${source}/build/benchmark-${compiler_name}")

install_packages(g++ make libbenchmark-dev libeigen3-dev libsndfile1-dev libxxhash-dev libfftw3-dev libssl-dev libtbb-dev
    sonic-pi-samples)

run(${CMAKE_COMMAND} -S "${source}" -B "${build}" --log-level=WARNING -DCMAKE_BUILD_TYPE=Release
    "-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG" -DCMAKE_CXX_COMPILER=${compiler}
    -DSYMPHONIC_BUILD_TESTS=OFF -DSYMPHONIC_BUILD_EXAMPLES=OFF -DSYMPHONIC_BUILD_BENCHMARKS=ON)
script_arguments(given)
if(given)
    cmake_language(EVAL CODE "set(names ${given})")
else()
    set(names kernels files fft pipelines flow parallel profile pool cache content_hash)
endif()
run(${CMAKE_COMMAND} --build "${build}" --target ${names} --parallel ${cores})
foreach(benchmark IN LISTS names)
    run("${build}/benchmarks/${benchmark}")
    if(benchmark STREQUAL "pipelines")
        install_packages(valgrind)
        run(${CMAKE_COMMAND} "-DPROGRAM=${build}/benchmarks/pipelines" -P "${CMAKE_CURRENT_LIST_DIR}/count_instructions.cmake")
    endif()
endforeach()

if(given)
    return()
endif()
message(NOTICE "")
include("${CMAKE_CURRENT_LIST_DIR}/compile_time.cmake")
