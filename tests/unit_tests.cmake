# unit_tests(PREFIX LABELS label... SOURCES file... [OPTIONS flag...] [LIBRARY target] [INSTRUCTION_SETS])
# Builds the test files of each folder as one program, PREFIX_FOLDER, and adds a CTest test for each file.
#   OPTIONS           compiler and linker options of all programs
#   LIBRARY           the library symphonic::precompiled; without it, the functions of that library are compiled with OPTIONS and -O1
#   INSTRUCTION_SETS  also runs the tests tagged [kernels] or [transforms] on each instruction set
# A program is one translation unit: pipelines that several files use are instantiated once. Each file is wrapped in a
# namespace of its own, so its helpers may have any name; the headers of all files are precompiled.
function(unit_tests prefix)
    cmake_parse_arguments(PARSE_ARGV 1 arg "INSTRUCTION_SETS" "LIBRARY" "LABELS;SOURCES;OPTIONS")
    if(NOT arg_LIBRARY)
        set(arg_LIBRARY ${prefix}_library)
        symphonic_precompiled_library(${arg_LIBRARY} OBJECT)
        target_compile_options(${arg_LIBRARY} PRIVATE ${compiler_options} ${arg_OPTIONS} -O1)
    endif()
    add_library(${prefix}_setup_object OBJECT support/test_setup.cpp)
    add_library(${prefix}_dft_object OBJECT support/dft.cpp)
    foreach(target IN ITEMS setup dft)
        link_test_libraries(${prefix}_${target}_object ${arg_LIBRARY} OPTIONS ${arg_OPTIONS})
    endforeach()
    target_compile_options(${prefix}_dft_object PRIVATE -O2)
    included_headers(headers ${arg_SOURCES})
    target_precompile_headers(${prefix}_setup_object PRIVATE ${headers})

    set(folders "")
    foreach(source IN LISTS arg_SOURCES)
        cmake_path(GET source PARENT_PATH folder)
        cmake_path(GET source STEM name)
        list(APPEND folders ${folder})
        list(APPEND sources_${folder} ${source})
        add_test(NAME ${prefix}/${folder}/${name} COMMAND ${prefix}_${folder} --filenames-as-tags "[#${name}]" -w NoAssertions)
        set_tests_properties(${prefix}/${folder}/${name} PROPERTIES LABELS "${arg_LABELS}"
            FAIL_REGULAR_EXPRESSION "No tests ran")
        if(source STREQUAL "io/recordings.cpp" AND NOT EXISTS /usr/share/sonic-pi/samples)
            set_tests_properties(${prefix}/${folder}/${name} PROPERTIES DISABLED TRUE)   # CTest shows it as not run
        endif()
    endforeach()
    list(REMOVE_DUPLICATES folders)
    foreach(folder IN LISTS folders)
        set(program ${prefix}_${folder})
        add_executable(${program} ${sources_${folder}})
        link_test_libraries(${program} ${arg_LIBRARY} OPTIONS ${arg_OPTIONS})
        target_link_libraries(${program} PRIVATE ${prefix}_setup_object ${prefix}_dft_object test_main)
        target_precompile_headers(${program} REUSE_FROM ${prefix}_setup_object)
        set_target_properties(${program} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0
            UNITY_BUILD_UNIQUE_ID TEST_FILE
            UNITY_BUILD_CODE_BEFORE_INCLUDE "namespace TEST_FILE {" UNITY_BUILD_CODE_AFTER_INCLUDE "}")
        if(arg_INSTRUCTION_SETS)
            run_on_instruction_sets(${program} LABELS ${arg_LABELS} SOURCES ${sources_${folder}})
        endif()
    endforeach()
endfunction()

# Sets the include paths, options and libraries of a test program, with the library symphonic::precompiled or its objects.
function(link_test_libraries target library)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "OPTIONS")
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_compile_options(${target} PRIVATE ${compiler_options} ${arg_OPTIONS})
    target_compile_definitions(${target} PRIVATE CATCH_CONFIG_FAST_COMPILE)   # an exception ends the test case
    target_link_options(${target} PRIVATE ${arg_OPTIONS})
    target_link_libraries(${target} PRIVATE ${library} symphonic::fftw symphonic::eigen symphonic::parallel Catch2::Catch2)
endfunction()

# Sets OUT to the headers that the sources include, each once. Editing a source runs CMake again.
function(included_headers out)
    set(headers "")
    foreach(source IN LISTS ARGN)
        file(STRINGS ${source} lines REGEX "^#include ")
        foreach(line IN LISTS lines)
            string(REGEX REPLACE "^#include [\"]?([^ \"]+).*" "\\1" header "${line}")
            list(APPEND headers "${header}")
        endforeach()
    endforeach()
    list(REMOVE_DUPLICATES headers)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ARGN})
    set(${out} "${headers}" PARENT_SCOPE)
endfunction()

# The default run uses the best instruction set of the processor; this adds the other sets. CTest shows a set that the processor
# lacks as skipped.
function(run_on_instruction_sets program)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LABELS;SOURCES")
    set(tagged "")
    foreach(source IN LISTS arg_SOURCES)
        file(STRINGS ${source} tags REGEX "\"\\[(kernels|transforms)\\]\"")
        list(APPEND tagged ${tags})
    endforeach()
    if(NOT tagged)
        return()
    endif()
    foreach(set IN ITEMS scalar sse2 avx2 avx512)
        if(set STREQUAL "avx512" AND NOT program MATCHES "_core$")
            continue()   # the default run uses it; one program shows in CTest whether the processor has it
        endif()
        add_test(NAME ${program}/${set} COMMAND ${program} "[kernels],[transforms]" -w NoAssertions)
        set_tests_properties(${program}/${set} PROPERTIES ENVIRONMENT SYMPHONIC_ISA=${set} SKIP_RETURN_CODE 77
            LABELS "${arg_LABELS}" FAIL_REGULAR_EXPRESSION "No tests ran")
    endforeach()
endfunction()
