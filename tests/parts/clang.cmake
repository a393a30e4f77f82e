# Part clang: the unit tests with clang and libstdc++, whose containers check their bounds.
unit_tests(clang LABELS clang SOURCES ${unit_test_sources} INSTRUCTION_SETS OPTIONS -D_GLIBCXX_ASSERTIONS)
program_test(clang clang_allocations SOURCES laws/allocations.cpp LIBRARIES symphonic::symphonic)
