# Part isolation: kernels stay in the unit and the instruction set that they were compiled for, two units agree on every type,
# and a user's own xxHash does not disturb ours.
program_test(isolation two_units SOURCES properties/two_units_a.cpp properties/two_units_b.cpp
    LIBRARIES symphonic::symphonic symphonic::fftw)
foreach(order IN ITEMS BEFORE AFTER INLINED)
    program_test(isolation own_xxhash_${order} SOURCES properties/own_xxhash.cpp LIBRARIES symphonic::cache OPTIONS -D${order})
endforeach()

find_program(objdump objdump)   # binutils': CMAKE_OBJDUMP is LLVM's beside clang, which prints otherwise
if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    return()   # the portable path is the only one
elseif(NOT objdump)
    message(FATAL_ERROR "the part isolation needs objdump (apt install binutils)")
endif()
foreach(unit IN ITEMS baseline native)
    foreach(kind IN ITEMS kernel transform)
        add_library(every_${kind}_${unit} OBJECT properties/every_${kind}.cpp)
        target_compile_definitions(every_${kind}_${unit} PRIVATE UNIT=${unit})
        target_include_directories(every_${kind}_${unit} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
        target_link_libraries(every_${kind}_${unit} PRIVATE symphonic::fft symphonic::cache)
    endforeach()
endforeach()
foreach(kind IN ITEMS kernel transform)
    target_compile_options(every_${kind}_native PRIVATE -march=skylake-avx512)
endforeach()
foreach(order IN ITEMS "baseline;native" "native;baseline")   # the linker takes the first definition that it finds
    list(GET order 0 first)
    list(GET order 1 second)
    add_executable(isolated_kernels_${first} properties/isolated_kernels.cpp
        $<TARGET_OBJECTS:every_kernel_${first}> $<TARGET_OBJECTS:every_kernel_${second}>)
    target_include_directories(isolated_kernels_${first} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(isolated_kernels_${first} PRIVATE symphonic::kernels)
endforeach()
script_test(isolation isolated_transforms isolated_kernels -DOBJDUMP=${objdump}
    -DBASELINE=$<TARGET_OBJECTS:every_transform_baseline> -DNATIVE=$<TARGET_OBJECTS:every_transform_native>)
script_test(isolation isolated_kernels isolated_kernels -DOBJDUMP=${objdump}
    -DBASELINE=$<TARGET_OBJECTS:every_kernel_baseline> -DNATIVE=$<TARGET_OBJECTS:every_kernel_native>
    -DPROGRAMS=$<TARGET_FILE:isolated_kernels_baseline>,$<TARGET_FILE:isolated_kernels_native>)
