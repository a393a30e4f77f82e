# cmake -DSOURCE=... -DCOMPILER=... -DFLAGS=... -DEIGEN=... -DCOMMON=... -DPROGRAM=... -P must_not_compile.cmake
# Checks that the compiler refuses PROGRAM, compiled after COMMON, and that the first 12 lines of its output contain TEXT of the
# line `// says: TEXT`: a cure that stands further down is not read.
cmake_minimum_required(VERSION 3.25)
file(STRINGS "${PROGRAM}" says REGEX "^// says: ")
string(REPLACE "// says: " "" says "${says}")
separate_arguments(FLAGS UNIX_COMMAND "${FLAGS}")
execute_process(COMMAND ${COMPILER} -std=c++20 ${FLAGS} -DSYMPHONIC_PRECOMPILED "-I${SOURCE}/include" -isystem "${EIGEN}" -include "${COMMON}"
    -fsyntax-only "${PROGRAM}"
    RESULT_VARIABLE refused OUTPUT_VARIABLE output ERROR_VARIABLE output)
string(REPEAT "[^\n]*\n?" 12 first_lines)
string(REGEX MATCH "^${first_lines}" beginning "${output}")
string(FIND "${beginning}" "${says}" found)
if(NOT refused)
    message(FATAL_ERROR "${PROGRAM} compiles, expected an error with '${says}'")
elseif(says STREQUAL "" OR found EQUAL -1 OR output MATCHES "fatal error")
    message(FATAL_ERROR "expected '${says}' in the first 12 lines, got:\n${output}")
endif()
