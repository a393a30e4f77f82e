# cmake -P cmake/compare_revisions.cmake REVISION [WORKLOAD...]: compares the working tree with REVISION. Compiles
# benchmarks/revisions.cpp at -O2 against the headers of both, counts the instructions of each workload with callgrind, and
# times both programs in turn; then measures the user time to compile a small program in turn. Prints working tree / REVISION; above 1
# is slower. CXX is heeded. REVISION may be `headers`: compares the working tree with symphonic::precompiled with itself without.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/packages.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/measure.cmake")
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH source)
script_arguments(given)
cmake_language(EVAL CODE "set(wanted ${given})")
list(POP_FRONT wanted revision)
if(NOT revision)
    message(FATAL_ERROR "expected a revision: cmake -P cmake/compare_revisions.cmake REVISION [WORKLOAD...]")
endif()
set(build "${source}/build/revisions")
install_packages(g++ git libsndfile1-dev libxxhash-dev valgrind)

file(REMOVE_RECURSE "${build}")
file(MAKE_DIRECTORY "${build}/before")
set(include_now "${source}/include")
set(definition_now "")
set(library_now "")
if(revision STREQUAL "headers")
    set(include_before "${include_now}")
    set(definition_now -DSYMPHONIC_PRECOMPILED)
    set(library_now "${build}/precompiled.o")
    run(${compiler} -std=c++20 -O2 -DSYMPHONIC_PRECOMPILED_SOURCE -I "${include_now}" -include symphonic/symphonic.hpp
        -include symphonic/precompiled.hpp -x c++ -c /dev/null -o "${library_now}")
else()
    execute_process(COMMAND git -C "${source}" archive ${revision} include COMMAND tar -x -C "${build}/before"
        COMMAND_ERROR_IS_FATAL ANY)
    set(include_before "${build}/before/include")
endif()
foreach(version IN ITEMS before now)
    run(${compiler} -std=c++20 -O2 ${definition_${version}} -I "${include_${version}}" "${source}/benchmarks/revisions.cpp"
        ${library_${version}} -o "${build}/${version}.out" -lsndfile -pthread)
endforeach()
execute_process(COMMAND "${build}/now.out" OUTPUT_VARIABLE names COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" names "${names}")

# Best times of both programs in turn.
foreach(repetition RANGE 1 7)
    foreach(version IN ITEMS before now)
        execute_process(COMMAND "${build}/${version}.out" time OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
        foreach(name IN LISTS names)
            string(REGEX MATCH "(^|\n)${name} ([0-9]+)" found "${output}")
            if(NOT DEFINED time_${version}_${name} OR CMAKE_MATCH_2 LESS time_${version}_${name})
                set(time_${version}_${name} ${CMAKE_MATCH_2})
            endif()
        endforeach()
    endforeach()
endforeach()
message(NOTICE "working tree / ${revision}: instructions, best time")
foreach(name IN LISTS names)
    if(wanted AND NOT name IN_LIST wanted)
        continue()
    endif()
    count_instructions(before "${build}/before.out" ${name})
    count_instructions(now "${build}/now.out" ${name})
    ratio(counted ${now} ${before} 3)
    ratio(timed ${time_now_${name}} ${time_before_${name}} 3)
    message(NOTICE "    ${name} ${counted} ${timed}")
endforeach()

# Best times to compile the first program of the README.
file(WRITE "${build}/program.cpp" "#include <algorithm>
#include <symphonic/symphonic.hpp>
namespace v = symphonic::views;
double loudest(char const* path) {
    double loudest = 0;
    for (double level : symphonic::read(path) | v::mono | v::frames(2048, 512) | v::rms) loudest = std::max(loudest, level);
    return symphonic::to_decibels(loudest * loudest);   // compiles in older revisions, too
}
")
foreach(repetition RANGE 1 5)
    foreach(version IN ITEMS before now)
        user_time(time ${compiler} -std=c++20 -O2 ${definition_${version}} -I "${include_${version}}" -c "${build}/program.cpp"
            -o "${build}/program.o")
        if(NOT DEFINED compile_${version} OR time LESS compile_${version})
            set(compile_${version} ${time})
        endif()
    endforeach()
endforeach()
ratio(timed ${compile_now} ${compile_before} 3)
message(NOTICE "    time to compile the first program of the README ${timed}")
