# Part isolation: kernels use only the instruction set that they are compiled for, and stay in their unit. Two units with and
# without FFTW agree on every type. A program's own xxHash and ours do not interfere. A program and its plug-in share objects. Units
# with and without the precompiled library agree.
program_test(isolation two_units SOURCES properties/two_units_a.cpp properties/two_units_b.cpp
    LIBRARIES symphonic::symphonic symphonic::fftw)
foreach(order IN ITEMS BEFORE AFTER INLINED)
    program_test(isolation own_xxhash_${order} SOURCES properties/own_xxhash.cpp LIBRARIES symphonic::cache OPTIONS -D${order})
endforeach()

# A program and its plug-in, which hide their symbols, so that each has its own copies of the library's inline variables.
add_library(plugin MODULE plugin/plugin.cpp)
set_target_properties(plugin PROPERTIES CXX_VISIBILITY_PRESET hidden)
target_include_directories(plugin PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(plugin PRIVATE symphonic::views symphonic::cache)
program_test(isolation plugin_program SOURCES plugin/program.cpp LIBRARIES symphonic::views symphonic::cache ${CMAKE_DL_LIBS}
    ARGUMENTS $<TARGET_FILE:plugin>)

if(TARGET symphonic::precompiled)
    include(parts/precompiled.cmake)
endif()

find_program(objdump objdump)   # of binutils: with clang, CMAKE_OBJDUMP is LLVM's, whose output has another format
if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    return()   # kernels have only scalar code
elseif(NOT objdump)
    message(FATAL_ERROR "the part isolation needs objdump (apt install binutils)")
endif()
foreach(unit IN ITEMS baseline native)
    foreach(kind IN ITEMS kernel transform)
        add_library(every_${kind}_${unit} OBJECT properties/every_${kind}.cpp)
        target_compile_definitions(every_${kind}_${unit} PRIVATE UNIT=${unit})
        target_include_directories(every_${kind}_${unit} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
        target_link_libraries(every_${kind}_${unit} PRIVATE symphonic::spectral symphonic::cache)
    endforeach()
endforeach()
foreach(kind IN ITEMS kernel transform)
    target_compile_options(every_${kind}_native PRIVATE -march=skylake-avx512)
endforeach()
foreach(order IN ITEMS "baseline;native" "native;baseline")   # the linker keeps the first definition that it meets
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
script_test(isolation kernel_list kernel_list -DOBJDUMP=${objdump}
    -DBASELINE=$<TARGET_OBJECTS:every_kernel_baseline>,$<TARGET_OBJECTS:every_transform_baseline>
    -DNATIVE=$<TARGET_OBJECTS:every_kernel_native>,$<TARGET_OBJECTS:every_transform_native>)
