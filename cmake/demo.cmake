# cmake -P cmake/demo.cmake [FILE...]: installs what is missing, builds the example program analyse and runs it on the
# files, or on recordings of Debian's sonic-pi-samples (CC0).
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/packages.cmake")
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH source)
set(build "${source}/build/demo")

script_arguments(files)
if("help" IN_LIST files OR "--help" IN_LIST files)
    message(NOTICE "usage: cmake -P cmake/demo.cmake [FILE...]")
    return()
endif()

set(packages g++ make pkg-config libsndfile1-dev libfftw3-dev libcli11-dev libcairo2-dev)
set(samples /usr/share/sonic-pi/samples)
if(NOT files)
    list(APPEND packages sonic-pi-samples)
    set(files ${samples}/loop_garzul.flac ${samples}/guit_em9.flac ${samples}/ambi_choir.flac)
endif()
install_packages(${packages})

run(${CMAKE_COMMAND} -S "${source}" -B "${build}" --log-level=WARNING -DCMAKE_BUILD_TYPE=Release
    -DSYMPHONIC_BUILD_TESTS=OFF -DSYMPHONIC_BUILD_BENCHMARKS=OFF -DSYMPHONIC_BUILD_EXAMPLES=ON)
run(${CMAKE_COMMAND} --build "${build}" --target analyse --parallel ${cores})
execute_process(COMMAND "${build}/examples/analyse" ${files} --png "${build}/spectrogram.png" --csv "${build}/features.csv"
    RESULT_VARIABLE failed)
if(failed)
    message(FATAL_ERROR "not every file could be analysed")
endif()
