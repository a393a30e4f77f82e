# cmake -P cmake/test.cmake: installs what is missing, builds everything and runs all tests with the compiler at hand.
# CXX, CXXFLAGS and the like are heeded; BUILD, another folder to build in, as well; UNIT_TESTS=plain or =sanitized leaves out
# the other half of the unit tests.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/packages.cmake")
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH source)
set(build "${source}/build/test")
if(DEFINED ENV{BUILD})
    set(build "$ENV{BUILD}")
endif()

set(unit_tests both)
if(DEFINED ENV{UNIT_TESTS})
    set(unit_tests "$ENV{UNIT_TESTS}")
endif()

install_packages(g++ make pkg-config libsndfile1-dev libxxhash-dev libfftw3-dev libeigen3-dev catch2 libcli11-dev libcairo2-dev)

set(strict "$ENV{CXXFLAGS} -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror")
run(${CMAKE_COMMAND} -S "${source}" -B "${build}" --log-level=WARNING
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE=-O2 "-DCMAKE_CXX_FLAGS=${strict}"
    -DSYMPHONIC_BUILD_TESTS=ON -DSYMPHONIC_BUILD_EXAMPLES=ON -DSYMPHONIC_BUILD_BENCHMARKS=OFF
    -DSYMPHONIC_UNIT_TESTS=${unit_tests})
run(${CMAKE_COMMAND} --build "${build}" --parallel ${cores})
cmake_path(GET CMAKE_COMMAND PARENT_PATH bin)
run("${bin}/ctest" --test-dir "${build}" --output-on-failure --no-tests=error --parallel ${cores})
