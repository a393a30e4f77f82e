# cmake -DHOW=... -DSOURCE=... -DBUILD=... -DCOMPILER=... -DFLAGS=... -DVERSION=... -DWARNINGS=... [-DTARGET=...] -P run.cmake
# Builds and runs programs of another project that uses the library. HOW is
#   installed         find_package after installation, a program for each component; TARGET: only that of this component
#   add_subdirectory, fetch_content
#   make              make and pkg-config after installation
#   include           -I alone, without a build system, and without RTTI
#   bare              configures and installs without any optional dependency
# FLAGS and WARNINGS are flags of the compiler.
cmake_minimum_required(VERSION 3.25)
# run(command...): runs a command, stops if it fails, sets output.
function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(failed)
        list(JOIN ARGN " " command)
        message(FATAL_ERROR "${command}\n${output}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

set(work "${BUILD}/consumer/${HOW}${TARGET}")
set(prefix "${work}/prefix with a space")
set(consumer "${SOURCE}/tests/consumer")
file(REMOVE_RECURSE "${work}")
file(MAKE_DIRECTORY "${work}")
string(APPEND FLAGS " ${WARNINGS}")
separate_arguments(flags UNIX_COMMAND "${FLAGS}")

if(HOW STREQUAL "include")
    run(${COMPILER} -std=c++20 ${flags} -fno-rtti -I "${SOURCE}/include" "${consumer}/include/main.cpp" -o "${work}/main")
    run("${work}/main")
    return()
endif()

if(HOW STREQUAL "bare")
    set(without "")
    foreach(package IN ITEMS SndFile xxHash FFTW3 Eigen3 TBB Catch2 CLI11 benchmark PkgConfig)
        list(APPEND without -DCMAKE_DISABLE_FIND_PACKAGE_${package}=ON)
    endforeach()
    run("${CMAKE_COMMAND}" -S "${SOURCE}" -B "${work}/build" -DCMAKE_CXX_COMPILER=${COMPILER} ${without})
    if(NOT output MATCHES "component io needs libsndfile" OR NOT output MATCHES "component cache needs xxHash" OR NOT output MATCHES "The tests are not built")
        message(FATAL_ERROR "the missing packages are not reported:\n${output}")
    endif()
    run("${CMAKE_COMMAND}" --install "${work}/build" --prefix "${prefix}")
    if(NOT EXISTS "${prefix}/include/symphonic/io/reader.hpp" OR
       NOT EXISTS "${prefix}/share/cmake/symphonic/symphonic-io-targets.cmake")
        message(FATAL_ERROR "the component io was not installed")
    endif()
    return()
endif()

if(HOW MATCHES "installed|make")
    run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${prefix}")
endif()
if(HOW STREQUAL "make")
    # The .pc files also work after the folder has moved.
    file(RENAME "${prefix}" "${work}/moved")
    set(ENV{PKG_CONFIG_PATH} "${work}/moved/share/pkgconfig:${work}/moved/lib/pkgconfig:$ENV{PKG_CONFIG_PATH}")
    run(make -C "${work}" -f "${consumer}/make/Makefile" "CXX=${COMPILER}" "CXXFLAGS=${FLAGS}")
    run("${work}/main")
    if(PRECOMPILED)
        run(pkg-config --cflags --libs symphonic-precompiled)
        separate_arguments(found UNIX_COMMAND "${output}")
        run(${COMPILER} -std=c++20 ${flags} "${consumer}/installed/symphonic.cpp" -o "${work}/precompiled" ${found})
        run(${CMAKE_COMMAND} -E chdir "${work}" ./precompiled)
    endif()
    run(pkg-config --modversion symphonic)
    string(STRIP "${output}" output)
    if(NOT output STREQUAL VERSION)
        message(FATAL_ERROR "pkg-config says version ${output}, expected ${VERSION}")
    endif()
    return()
endif()

run("${CMAKE_COMMAND}" -S "${consumer}/${HOW}" -B "${work}/build" "-DCMAKE_PREFIX_PATH=${prefix}"
    -DCMAKE_CXX_COMPILER=${COMPILER} "-DCMAKE_CXX_FLAGS=${FLAGS}" "-DSYMPHONIC=${SOURCE}" -DEXPECTED_VERSION=${VERSION}
    -DEXPECT_PRECOMPILED=${PRECOMPILED})
if(DEFINED TARGET)
    run("${CMAKE_COMMAND}" --build "${work}/build" --target ${TARGET})
    run("${work}/build/${TARGET}")
    return()
endif()
run("${CMAKE_COMMAND}" --build "${work}/build")
run("${CMAKE_CTEST_COMMAND}" --test-dir "${work}/build" --no-tests=error)
