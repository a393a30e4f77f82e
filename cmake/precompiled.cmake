# The library symphonic::precompiled: what include/symphonic/precompiled.hpp lists, compiled once. A program links it instead of
# symphonic::symphonic and compiles in a fraction of the time. It is built on request, because headers alone suffice.

# symphonic_precompiled_library(TARGET STATIC|OBJECT): adds the library, or its objects.
function(symphonic_precompiled_library target)
    set(source "${PROJECT_BINARY_DIR}/precompiled.cpp")
    file(CONFIGURE OUTPUT "${source}" CONTENT "#include <symphonic/symphonic.hpp>\n#include <symphonic/precompiled.hpp>\n" @ONLY)
    add_library(${target} ${ARGN} "${source}")
    target_compile_definitions(${target} PRIVATE SYMPHONIC_PRECOMPILED_SOURCE INTERFACE SYMPHONIC_PRECOMPILED)
    target_link_libraries(${target} PUBLIC symphonic_symphonic)
endfunction()

option(SYMPHONIC_BUILD_PRECOMPILED "Build and install the library symphonic::precompiled" OFF)
if(NOT SYMPHONIC_BUILD_PRECOMPILED)
    return()
endif()

if(NOT TARGET SndFile::sndfile OR NOT TARGET xxHash::xxhash)
    message(FATAL_ERROR "SYMPHONIC_BUILD_PRECOMPILED=ON needs ${SndFile_hint}; and ${xxHash_hint}")
endif()
symphonic_precompiled_library(symphonic_precompiled STATIC)
add_library(symphonic::precompiled ALIAS symphonic_precompiled)
set_target_properties(symphonic_precompiled PROPERTIES
    EXPORT_NAME precompiled OUTPUT_NAME symphonic-precompiled POSITION_INDEPENDENT_CODE ON)
target_compile_options(symphonic_precompiled PRIVATE -O2)   # also in a program that is built without optimisation
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    # The library runs on any processor: the kernels choose the instruction set at run time.
    target_compile_options(symphonic_precompiled PRIVATE -march=x86-64 -mno-sse3 -mno-popcnt)
endif()

set(symphonic_precompiled_dir "${CMAKE_INSTALL_LIBDIR}/cmake/symphonic-precompiled")   # depends on the architecture
install(TARGETS symphonic_precompiled EXPORT symphonic-precompiled ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(EXPORT symphonic-precompiled NAMESPACE symphonic:: FILE symphonic-precompiled-targets.cmake
    DESTINATION "${symphonic_precompiled_dir}")
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/symphonic-precompiled-config.cmake.in"
    "${PROJECT_BINARY_DIR}/symphonic-precompiled-config.cmake" INSTALL_DESTINATION "${symphonic_precompiled_dir}"
    NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/symphonic-precompiled-config-version.cmake" COMPATIBILITY ExactVersion)
install(FILES "${PROJECT_BINARY_DIR}/symphonic-precompiled-config.cmake"
    "${PROJECT_BINARY_DIR}/symphonic-precompiled-config-version.cmake" DESTINATION "${symphonic_precompiled_dir}")
configure_file("${PROJECT_SOURCE_DIR}/cmake/symphonic-precompiled.pc.in" "${PROJECT_BINARY_DIR}/symphonic-precompiled.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/symphonic-precompiled.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
