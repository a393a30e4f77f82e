# Compiles one unit that includes every header, with optimisation and all warnings: -fsyntax-only does not find some of them.
include_guard()
include(parts/strict_warnings.cmake)
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/include/*.hpp)
list(TRANSFORM headers REPLACE "(.+)" "#include <\\1>\n" OUTPUT_VARIABLE includes)
# count_allocations.hpp replaces operator new, so that clang-tidy reports objects that are never destroyed as leaks. The test
# counted_memory compiles it.
list(REMOVE_ITEM includes "#include <symphonic/profile/count_allocations.hpp>\n")
string(CONCAT includes ${includes})
file(CONFIGURE OUTPUT every_header.hpp CONTENT "${includes}" @ONLY)
file(CONFIGURE OUTPUT every_header.cpp CONTENT "#include \"every_header.hpp\"\n" @ONLY)
add_library(every_header OBJECT ${CMAKE_CURRENT_BINARY_DIR}/every_header.cpp)
separate_arguments(strict_options UNIX_COMMAND "${strict_warnings}")
target_compile_options(every_header PRIVATE ${strict_options})
target_link_libraries(every_header PRIVATE symphonic::symphonic symphonic::fftw symphonic::eigen symphonic::parallel)

# The command that compiles one file with all warnings and without output.
get_target_property(eigen_include Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS}")
set(compile ${CMAKE_CXX_COMPILER} -std=c++20 ${flags} ${strict_options} -I${PROJECT_SOURCE_DIR}/include
    -isystem ${eigen_include} -fsyntax-only)
