# cmake -DSOURCE=... -DCOMPILER=... -DFLAGS=... -DEIGEN=... -DCOMMON=... -DPROGRAM=... -P must_not_compile.cmake
# The compiler, which includes COMMON first, refuses PROGRAM, and its message holds TEXT of the line `// says: TEXT` in it.
cmake_minimum_required(VERSION 3.25)
file(STRINGS "${PROGRAM}" says REGEX "^// says: ")
string(REPLACE "// says: " "" says "${says}")
separate_arguments(FLAGS UNIX_COMMAND "${FLAGS}")
execute_process(COMMAND ${COMPILER} -std=c++20 ${FLAGS} "-I${SOURCE}/include" -isystem "${EIGEN}" -include "${COMMON}"
    -fsyntax-only "${PROGRAM}"
    RESULT_VARIABLE refused OUTPUT_VARIABLE output ERROR_VARIABLE output)
string(FIND "${output}" "${says}" found)
if(NOT refused)
    message(FATAL_ERROR "it compiles")
elseif(says STREQUAL "" OR found EQUAL -1 OR output MATCHES "fatal error")
    message(FATAL_ERROR "it is refused, but not with '${says}':\n${output}")
endif()
