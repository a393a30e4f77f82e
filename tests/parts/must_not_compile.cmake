# must_not_compile(LABEL): adds a test of the part LABEL for each program in fail/.
function(must_not_compile label)
    if(TEST must_not_compile/precompile)   # another part has them
        return()
    endif()
    separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS}")
    get_target_property(eigen_include Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
    # The headers, precompiled by the first of these tests, are included before each program. Definitions in the library are left out.
    set(common ${CMAKE_CURRENT_BINARY_DIR}/must_not_compile.hpp)
    file(CONFIGURE OUTPUT ${common} CONTENT "#include <symphonic/symphonic.hpp>\n" @ONLY)
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        list(APPEND flags -fpch-instantiate-templates)   # once, not for each program
    endif()
    add_test(NAME must_not_compile/precompile COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 ${flags} -DSYMPHONIC_PRECOMPILED -I${PROJECT_SOURCE_DIR}/include
        -isystem ${eigen_include} -x c++-header ${common} -o ${common}.gch)
    set_tests_properties(must_not_compile/precompile PROPERTIES LABELS ${label} FIXTURES_SETUP precompiled)
    file(GLOB wrong_programs CONFIGURE_DEPENDS fail/*.cpp)
    if(NOT wrong_programs)
        message(FATAL_ERROR "no programs in ${CMAKE_CURRENT_SOURCE_DIR}/fail")
    endif()
    foreach(program IN LISTS wrong_programs)
        cmake_path(GET program STEM name)
        script_test(${label} must_not_compile/${name} must_not_compile
            -DPROGRAM=${program} -DCOMMON=${common} -DEIGEN=${eigen_include})
        set_tests_properties(must_not_compile/${name} PROPERTIES FIXTURES_REQUIRED precompiled)
    endforeach()
endfunction()
