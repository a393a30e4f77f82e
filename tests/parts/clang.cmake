# Part clang: the unit tests with clang and libstdc++, whose containers check their bounds, and the messages of programs that must not
# compile.
include(parts/every_header.cmake)
unit_tests(clang LABELS clang SOURCES ${unit_test_sources} INSTRUCTION_SETS OPTIONS -D_GLIBCXX_ASSERTIONS)
include(parts/must_not_compile.cmake)
must_not_compile(clang)
