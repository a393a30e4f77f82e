# cmake -DSOURCE=... -DVERSION=... -P conan.cmake
# Checks the Conan recipe without Conan: its options are the features of the vcpkg port, README.md names the package of this version,
# and, if Python is installed, the recipe runs and has the version of the library.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/vcpkg_features.cmake")
set(recipe "${SOURCE}/cmake/packaging/conan/conanfile.py")
file(STRINGS "${recipe}" options REGEX "^    \"[a-z]+\": \\[")
list(TRANSFORM options REPLACE "^    \"([a-z]+)\".*" "\\1")
list(SORT options)
if(NOT options STREQUAL features)
    message(FATAL_ERROR "${recipe} has the options ${options}, expected the features of vcpkg: ${features}")
endif()
file(READ "${SOURCE}/README.md" readme)
if(NOT readme MATCHES "--requires=symphonic/${VERSION} ")
    message(FATAL_ERROR "README.md does not show how to require symphonic/${VERSION} with Conan")
endif()

find_program(python NAMES python3)
if(python)
    execute_process(COMMAND ${python} -B "${CMAKE_CURRENT_LIST_DIR}/conan_recipe.py" "${recipe}"
        OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
    set(expected "symphonic/${VERSION}\n")
    foreach(option IN LISTS features)
        string(APPEND expected "${option}: [a-z]+/\\[[^,\n]*\\]")
        if(option STREQUAL "parallel")   # its component includes headers of the component io
            string(APPEND expected ", onetbb/\\[[^,\n]*\\]")
        endif()
        string(APPEND expected "\n")
    endforeach()
    if(NOT output MATCHES "^${expected}$")
        message(FATAL_ERROR "the recipe describes\n${output}expected\n${expected}")
    endif()
endif()
