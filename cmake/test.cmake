# cmake -P cmake/test.cmake [PART...]: installs missing packages, builds the parts of the tests and runs them.
#   tests       all unit tests, the code of the documentation, the examples, a consumer of the installed package (default)
#   sanitizers  the unit tests under the address and undefined-behaviour sanitizers (clang 19, libc++)
#   threads     the tests that use threads, under the thread sanitizer (clang 19)
#   clang       the unit tests with clang 19 and libstdc++
#   libc++      the unit tests with clang 19 and libc++; the same build as sanitizers
#   headers     each header alone, and programs that must not compile
#   isolation   one program linked from units compiled for different processors, with and without FFTW, and with the user's
#               own xxHash; a program with a plug-in
#   consumers   every way to use the library from another project
#   portability the oldest promised Clang, and a 32-bit ARM processor in an emulator
#   all         all parts
# Environment: CXX and CXXFLAGS, for the parts tests, headers, isolation and consumers; BUILD, the folder to build in
# (build/test).
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/packages.cmake")
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH source)
set(build "${source}/build/test")
if(DEFINED ENV{BUILD})
    set(build "$ENV{BUILD}")
endif()

# The parts that are built with the default compiler, with clang and libstdc++, and with clang and libc++.
set(own_parts tests headers isolation consumers portability)
set(clang_parts threads clang isolation)
set(libcxx_parts sanitizers libc++ headers)
set(all_parts ${own_parts} ${clang_parts} ${libcxx_parts})
list(REMOVE_DUPLICATES all_parts)

script_arguments(given)
cmake_language(EVAL CODE "set(parts ${given})")
if(NOT parts)
    set(parts tests)
elseif("all" IN_LIST parts)
    set(parts ${all_parts})
endif()
foreach(part IN LISTS parts)
    if(NOT part IN_LIST all_parts)
        list(JOIN all_parts " " names)
        message(FATAL_ERROR "cmake -P cmake/test.cmake [PART...]: unknown part '${part}', expected ${names} or all")
    endif()
endforeach()

# Sets OUT to the selected parts that are in the list.
function(selected_parts out)
    set(selected "")
    foreach(part IN LISTS parts)
        if(part IN_LIST ARGN)
            list(APPEND selected ${part})
        endif()
    endforeach()
    set(${out} "${selected}" PARENT_SCOPE)
endfunction()

# Builds the parts in FOLDER with the compiler and its flags, and runs them.
function(run_parts parts folder compiler flags)
    if(NOT parts)
        return()
    endif()
    set(examples OFF)
    set(precompiled OFF)
    if(folder STREQUAL build AND parts MATCHES "tests|isolation|consumers")
        set(precompiled ON)
    endif()
    if("tests" IN_LIST parts)
        set(examples ON)
    endif()
    execute_process(COMMAND ${CMAKE_COMMAND} -S "${source}" -B "${folder}" --log-level=WARNING "-DCMAKE_CXX_COMPILER=${compiler}"
        -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE=-O2
        "-DCMAKE_CXX_FLAGS=${flags} -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"
        -DSYMPHONIC_BUILD_TESTS=ON -DSYMPHONIC_BUILD_EXAMPLES=${examples} -DSYMPHONIC_BUILD_BENCHMARKS=OFF
        -DSYMPHONIC_BUILD_PRECOMPILED=${precompiled}
        "-DSYMPHONIC_TEST_PARTS=${parts}" COMMAND_ERROR_IS_FATAL ANY)
    run(${CMAKE_COMMAND} --build "${folder}" --parallel ${cores})
    list(JOIN parts "|" labels)
    string(REPLACE "+" "[+]" labels "${labels}")
    cmake_path(GET CMAKE_COMMAND PARENT_PATH bin)
    run("${bin}/ctest" --test-dir "${folder}" --output-on-failure --no-tests=error --parallel ${cores}
        --label-regex "^(${labels})$" --output-log "${folder}/ctest.log")
    file(STRINGS "${folder}/ctest.log" skipped REGEX "\\((Skipped|Disabled|Not Run)\\)$")
    list(FILTER skipped EXCLUDE REGEX "/(avx2|avx512) ")   # skipped if the processor lacks them
    if(skipped AND DEFINED ENV{CI})
        list(JOIN skipped "\n" skipped)
        message(FATAL_ERROR "tests were skipped:\n${skipped}")
    endif()
endfunction()

set(packages g++ make pkg-config libsndfile1-dev libxxhash-dev libfftw3-dev libeigen3-dev libtbb-dev catch2 libcli11-dev libcairo2-dev
    sonic-pi-samples)
selected_parts(own ${own_parts})
selected_parts(clang ${clang_parts})
selected_parts(libcxx ${libcxx_parts})
if(clang OR libcxx)
    list(APPEND packages clang-19 libclang-rt-19-dev)
endif()
if(libcxx)
    list(APPEND packages libc++-19-dev libc++abi-19-dev)
endif()
if("portability" IN_LIST parts)
    list(APPEND packages clang-16 g++-arm-linux-gnueabihf qemu-user-static)
endif()
if("tests" IN_LIST parts AND DEFINED ENV{CI})   # elsewhere the test that needs it is disabled if it is missing
    list(APPEND packages valgrind)
endif()
install_packages(${packages})
separate_arguments(compiler UNIX_COMMAND "${compiler}")   # CXX="ccache g++" is a list for CMake
run_parts("${own}" "${build}" "${compiler}" "$ENV{CXXFLAGS}")
run_parts("${clang}" "${build}-clang" clang++-19 "")
run_parts("${libcxx}" "${build}-libc++" clang++-19 -stdlib=libc++)
if(parts STREQUAL "tests" AND NOT DEFINED ENV{CI})
    list(REMOVE_ITEM all_parts tests)
    list(JOIN all_parts ", " names)
    message(NOTICE "More tests: cmake -P cmake/test.cmake PART..., with PART one of ${names}; or all.")
endif()
