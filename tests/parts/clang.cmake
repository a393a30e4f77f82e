# Part clang: the unit tests with clang and libstdc++, whose containers check their bounds, the messages of programs that must not
# compile, warnings about what a function returns, and three programs of consumers.
include(parts/every_header.cmake)
foreach(consumer IN ITEMS fetch_content make include)
    add_test(NAME consumer/${consumer} COMMAND ${compile} -fno-rtti ${CMAKE_CURRENT_SOURCE_DIR}/consumer/${consumer}/main.cpp)
    set_tests_properties(consumer/${consumer} PROPERTIES LABELS clang)
endforeach()
unit_tests(clang LABELS clang SOURCES ${unit_test_sources} INSTRUCTION_SETS OPTIONS -D_GLIBCXX_ASSERTIONS)
add_test(NAME dangling/local_reader COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 -I${PROJECT_SOURCE_DIR}/include -fsyntax-only
    ${CMAKE_CURRENT_SOURCE_DIR}/dangling/local_reader.cpp)
set_tests_properties(dangling/local_reader PROPERTIES LABELS clang PASS_REGULAR_EXPRESSION
    "local variable 'in' returned.*local variable 'all' returned.*2 warnings generated")
include(parts/must_not_compile.cmake)
must_not_compile(clang)
