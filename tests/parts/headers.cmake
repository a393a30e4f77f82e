# Part headers: every public header compiles alone, all of them compile in one unit without a warning, and wrong programs
# are refused with a message that names the cause.
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/include/*.hpp)
list(TRANSFORM headers REPLACE "(.+)" "#include <\\1>\n" OUTPUT_VARIABLE includes)
string(CONCAT includes ${includes})
file(CONFIGURE OUTPUT every_header.cpp CONTENT "${includes}" @ONLY)
add_library(every_header OBJECT ${CMAKE_CURRENT_BINARY_DIR}/every_header.cpp)
target_link_libraries(every_header PRIVATE symphonic::symphonic symphonic::fftw symphonic::eigen)

separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS}")
get_target_property(eigen_include Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
set(compile ${CMAKE_CXX_COMPILER} -std=c++20 ${flags} -I${PROJECT_SOURCE_DIR}/include -isystem ${eigen_include} -fsyntax-only)
if(CMAKE_CXX_FLAGS MATCHES "libc\\+\\+")   # also without the headers that libc++ includes for old programs: quicker and stricter
    list(APPEND compile -D_LIBCPP_REMOVE_TRANSITIVE_INCLUDES)
endif()
if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang" OR CMAKE_CXX_FLAGS MATCHES "libc\\+\\+")   # once for each standard library
    foreach(header IN LISTS headers)
        add_test(NAME header/${header} COMMAND ${compile} -x c++ ${PROJECT_SOURCE_DIR}/include/${header})
        set_tests_properties(header/${header} PROPERTIES LABELS headers)
    endforeach()
    script_test(headers include_guards include_guards)
    script_test(headers readme_alone readme -DALONE=ON)
endif()
if(NOT CMAKE_CXX_FLAGS MATCHES "libc\\+\\+")   # once for each compiler
    # All of the library, precompiled by the first of these tests and included by the compiler before each program.
    set(common ${CMAKE_CURRENT_BINARY_DIR}/must_not_compile.hpp)
    file(CONFIGURE OUTPUT ${common} CONTENT "#include <symphonic/symphonic.hpp>\n" @ONLY)
    list(REMOVE_ITEM compile -fsyntax-only)
    add_test(NAME must_not_compile/precompile COMMAND ${compile} -x c++-header ${common} -o ${common}.gch)
    set_tests_properties(must_not_compile/precompile PROPERTIES LABELS headers FIXTURES_SETUP precompiled)
    file(GLOB wrong_programs CONFIGURE_DEPENDS fail/*.cpp)
    foreach(program IN LISTS wrong_programs)
        cmake_path(GET program STEM name)
        script_test(headers must_not_compile/${name} must_not_compile
            -DPROGRAM=${program} -DCOMMON=${common} -DEIGEN=${eigen_include})
        set_tests_properties(must_not_compile/${name} PROPERTIES FIXTURES_REQUIRED precompiled)
    endforeach()
endif()
