# One unit that includes every public header, compiled with optimisation and all warnings: -fsyntax-only misses some of them.
include_guard()
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/include/*.hpp)
list(TRANSFORM headers REPLACE "(.+)" "#include <\\1>\n" OUTPUT_VARIABLE includes)
string(CONCAT includes ${includes})
file(CONFIGURE OUTPUT every_header.cpp CONTENT "${includes}" @ONLY)
add_library(every_header OBJECT ${CMAKE_CURRENT_BINARY_DIR}/every_header.cpp)
target_link_libraries(every_header PRIVATE symphonic::symphonic symphonic::fftw symphonic::eigen)
