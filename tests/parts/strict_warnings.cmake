# Warnings that a program may enable, and that no header may cause.
string(CONCAT strict_warnings "-Wold-style-cast -Wsign-conversion -Wzero-as-null-pointer-constant -Wdouble-promotion -Wextra-semi "
    "-Wnull-dereference")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    string(APPEND strict_warnings " -Wuseless-cast")
else()
    string(APPEND strict_warnings " -Wcomma")
endif()
