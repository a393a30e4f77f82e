# cmake -P cmake/demo.cmake [FILE...]: installs missing packages, builds the example program analyse and runs it on the files,
# by default on recordings of Debian's package sonic-pi-samples (CC0).
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/packages.cmake")
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH source)
set(build "${source}/build/demo")

script_arguments(files)
if(files STREQUAL " [==[help]==]")
    message(NOTICE "usage: cmake -P cmake/demo.cmake [FILE...]")
    return()
endif()

set(packages g++ make pkg-config libsndfile1-dev libxxhash-dev libcli11-dev libcairo2-dev)
if(files_count EQUAL 0)
    list(APPEND packages sonic-pi-samples)
    foreach(name IN ITEMS loop_garzul guit_em9 ambi_choir)
        string(APPEND files " /usr/share/sonic-pi/samples/${name}.flac")
    endforeach()
endif()
install_packages(${packages})

# One unit of the program uses kernels: headers alone compile in less time than the library symphonic::precompiled.
run(${CMAKE_COMMAND} -S "${source}" -B "${build}" --log-level=WARNING -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE=-O2
    -DSYMPHONIC_BUILD_TESTS=OFF -DSYMPHONIC_BUILD_BENCHMARKS=OFF -DSYMPHONIC_BUILD_EXAMPLES=ON)
run(${CMAKE_COMMAND} --build "${build}" --target analyse --parallel ${cores})

set(options --csv "${build}/features.csv")
if(files_count LESS_EQUAL 16)   # the limit of --png
    list(APPEND options --png "${build}/spectrogram.png")
endif()
cmake_language(EVAL CODE
    "execute_process(COMMAND \"${build}/examples/analyse\" \${options} -- ${files} RESULT_VARIABLE failed)")
if(failed)
    message(FATAL_ERROR "analyse failed for at least one file")
endif()
