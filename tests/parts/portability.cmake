# Part portability: the oldest Clang that is promised compiles kernels, transforms and pipelines; the library works on a processor
# with 32 bits.
find_program(clang_16 clang++-16)
find_program(arm_compiler arm-linux-gnueabihf-g++)
find_program(arm_emulator NAMES qemu-arm-static qemu-arm)
if(NOT clang_16 OR NOT arm_compiler OR NOT arm_emulator)
    message(FATAL_ERROR "the part portability needs Clang 16, GCC for ARM and QEMU "
        "(apt install clang-16 g++-arm-linux-gnueabihf qemu-user-static)")
endif()
separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS}")
set(flags -std=c++20 -O0 ${flags} -I${PROJECT_SOURCE_DIR}/include -I${CMAKE_CURRENT_SOURCE_DIR})
set(portable ${CMAKE_CURRENT_SOURCE_DIR}/properties/portable.cpp)

add_test(NAME portability/clang_16_kernels COMMAND ${clang_16} ${flags} -DUNIT=baseline -c -o /dev/null
    ${CMAKE_CURRENT_SOURCE_DIR}/properties/every_kernel.cpp)
add_test(NAME portability/clang_16_pipelines COMMAND ${clang_16} ${flags} -fsyntax-only ${portable})

# The header of xxHash alone: other headers of this system do not fit the other processor. GCC reports that the calling convention of
# ARM changed in version 7 (-Wpsabi).
find_path(xxhash_include xxhash.h REQUIRED)
configure_file(${xxhash_include}/xxhash.h ${CMAKE_CURRENT_BINARY_DIR}/xxhash/xxhash.h COPYONLY)
add_test(NAME portability/arm_compile COMMAND ${arm_compiler} ${flags} -Wno-psabi -I${CMAKE_CURRENT_BINARY_DIR}/xxhash -static -pthread
    ${portable} -o portable_arm)
add_test(NAME portability/arm COMMAND ${arm_emulator} portable_arm)
set_tests_properties(portability/arm_compile PROPERTIES FIXTURES_SETUP portable_arm)
set_tests_properties(portability/arm PROPERTIES FIXTURES_REQUIRED portable_arm)
foreach(name IN ITEMS clang_16_kernels clang_16_pipelines arm_compile arm)
    set_tests_properties(portability/${name} PROPERTIES LABELS portability)
endforeach()
