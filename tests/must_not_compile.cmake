# cmake -DCOMPILER=... -DFLAGS=... -DSOURCE=... -P must_not_compile.cmake: SOURCE is refused, and the compiler says what its
# line `// says: TEXT` asks for.
cmake_minimum_required(VERSION 3.25)
file(STRINGS "${SOURCE}" says REGEX "^// says: ")
string(REPLACE "// says: " "" says "${says}")
separate_arguments(FLAGS UNIX_COMMAND "${FLAGS}")
execute_process(COMMAND ${COMPILER} -std=c++20 ${FLAGS} -fsyntax-only "${SOURCE}"
    RESULT_VARIABLE refused OUTPUT_VARIABLE output ERROR_VARIABLE output)
string(FIND "${output}" "${says}" found)
if(NOT refused)
    message(FATAL_ERROR "it compiles")
elseif(says STREQUAL "" OR found EQUAL -1 OR output MATCHES "fatal error")
    message(FATAL_ERROR "it is refused, but not with '${says}':\n${output}")
endif()
