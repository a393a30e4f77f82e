# Part headers: every header compiles alone with libc++, every public one also with the default compiler; the contract compiles
# with the front headers that it names; all headers compile in one unit without a warning; programs that must not compile are
# refused with the expected message.
include(parts/every_header.cmake)

if(uses_libcxx)   # without the headers that libc++ includes for old programs, which is faster and stricter
    list(APPEND compile -D_LIBCPP_REMOVE_TRANSITIVE_INCLUDES)
else()
    list(FILTER headers EXCLUDE REGEX "/detail/")
endif()
foreach(header IN LISTS headers)
    add_test(NAME header/${header} COMMAND ${compile} -x c++ ${PROJECT_SOURCE_DIR}/include/${header})
    set_tests_properties(header/${header} PROPERTIES LABELS headers)
endforeach()
if(NOT uses_libcxx)
    # What a front header documents compiles with that header alone: templates are instantiated here.
    file(GLOB contract_tests CONFIGURE_DEPENDS contract/*.cpp)
    foreach(test IN LISTS contract_tests)
        cmake_path(GET test STEM name)
        add_test(NAME front_header/${name} COMMAND ${compile} -I${CMAKE_CURRENT_SOURCE_DIR} ${test})
        set_tests_properties(front_header/${name} PROPERTIES LABELS headers)
    endforeach()
    foreach(name IN ITEMS core energy cache io views symphonic)
        add_test(NAME refuses_cpp17/${name}
            COMMAND ${compile} -std=c++17 -x c++ ${PROJECT_SOURCE_DIR}/include/symphonic/${name}.hpp)
        set_tests_properties(refuses_cpp17/${name} PROPERTIES LABELS headers
            PASS_REGULAR_EXPRESSION "^In file included[^\n]*\n[^\n]*error: #error .symphonic needs C..20")
    endforeach()
    script_test(headers include_guards include_guards)
    script_test(headers readme_alone readme -DALONE=ON)

    include(parts/must_not_compile.cmake)
    must_not_compile(headers)
endif()
