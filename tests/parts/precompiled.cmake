# Units with and without symphonic::precompiled in one program, and builds that do not fit the library.
function(precompiled_unit name link_library)
    add_library(precompiled_${name} OBJECT precompiled/unit.cpp)
    target_compile_definitions(precompiled_${name} PRIVATE UNIT=${name})
    target_include_directories(precompiled_${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_compile_options(precompiled_${name} PRIVATE ${compiler_options} -O1 ${ARGN})
    target_link_libraries(precompiled_${name} PRIVATE ${link_library})
endfunction()
precompiled_unit(by_headers symphonic::symphonic)
precompiled_unit(by_library symphonic::precompiled)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    set(other_instructions -msse4.2)
endif()
precompiled_unit(by_library_and_own_kernels symphonic::precompiled ${other_instructions})
set(units by_headers by_library by_library_and_own_kernels)
foreach(order IN ITEMS headers_first library_first)   # the linker keeps the first definition that it meets
    set(objects ${units})
    list(TRANSFORM objects REPLACE "(.+)" "$<TARGET_OBJECTS:precompiled_\\1>")
    program_test(isolation precompiled_${order} SOURCES precompiled/program.cpp ${objects} LIBRARIES symphonic::precompiled)
    list(REVERSE units)
endforeach()

# precompiled_refuses(SETTING flag...): the linker names the setting of a unit that the library was not built with.
function(precompiled_refuses setting)
    separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS}")
    add_test(NAME precompiled_refuses/${setting} COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 ${flags} -O0 ${ARGN} -DSYMPHONIC_PRECOMPILED
        -I${PROJECT_SOURCE_DIR}/include ${CMAKE_CURRENT_SOURCE_DIR}/precompiled/energy.cpp -o precompiled_refused
        $<TARGET_FILE:symphonic::precompiled> -lsndfile)
    set_tests_properties(precompiled_refuses/${setting} PROPERTIES LABELS isolation PASS_REGULAR_EXPRESSION
        "undefined reference to .void symphonic::precompiled::library_is_built_with<symphonic::precompiled::${setting}")
endfunction()
precompiled_refuses(address_sanitizer -fsanitize=address)
precompiled_refuses(thread_sanitizer -fsanitize=thread)
precompiled_refuses(libstdcxx_with_glibcxx_debug -D_GLIBCXX_DEBUG)
precompiled_refuses(libstdcxx_without_cxx11_abi -D_GLIBCXX_USE_CXX11_ABI=0)
precompiled_refuses(headers_of_version -DOTHER_VERSION)
