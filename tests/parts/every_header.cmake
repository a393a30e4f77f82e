# Compiles one unit that includes every header, with optimisation and all warnings: -fsyntax-only does not find some of them.
include_guard()
# Warnings that a program may enable, and that no header may cause.
set(strict_warnings -Wold-style-cast -Wsign-conversion -Wzero-as-null-pointer-constant -Wdouble-promotion -Wextra-semi
    -Wnull-dereference)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    list(APPEND strict_warnings -Wuseless-cast)
else()
    list(APPEND strict_warnings -Wcomma)
endif()
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/include/*.hpp)
list(TRANSFORM headers REPLACE "(.+)" "#include <\\1>\n" OUTPUT_VARIABLE includes)
# count_allocations.hpp replaces operator new, so that clang-tidy reports objects that are never destroyed as leaks. The test
# counted_memory compiles it.
list(REMOVE_ITEM includes "#include <symphonic/profile/count_allocations.hpp>\n")
string(CONCAT includes ${includes})
file(CONFIGURE OUTPUT every_header.hpp CONTENT "${includes}" @ONLY)
file(CONFIGURE OUTPUT every_header.cpp CONTENT "#include \"every_header.hpp\"\n" @ONLY)
add_library(every_header OBJECT ${CMAKE_CURRENT_BINARY_DIR}/every_header.cpp)
target_compile_options(every_header PRIVATE ${strict_warnings})
target_link_libraries(every_header PRIVATE symphonic::symphonic symphonic::fftw symphonic::eigen symphonic::parallel)
