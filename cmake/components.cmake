# A component is an interface library symphonic::NAME with its own headers, export set and pkg-config file, so that a
# dependency missing for one component does not affect the others.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(symphonic_package_dir share/cmake/symphonic)   # header-only: independent of the architecture
set_property(GLOBAL PROPERTY symphonic_components "")

# CMake targets and pkg-config modules of each package, installation hint, and extra arguments of find_package.
set(SndFile_targets SndFile::sndfile)
set(SndFile_modules sndfile)
set(SndFile_hint "libsndfile: apt install libsndfile1-dev, or libsndfile of vcpkg or Conan")
set(xxHash_targets xxHash::xxhash)
set(xxHash_headers libxxhash)   # pkg-config module used for its headers only
set(xxHash_hint "xxHash: apt install libxxhash-dev, or xxhash of vcpkg or Conan")
set(FFTW3_targets FFTW3::fftw3f FFTW3::fftw3)
set(FFTW3_modules fftw3f fftw3)
set(FFTW3_hint "FFTW in float and double: apt install libfftw3-dev, fftw3 of vcpkg, or fftw of Conan")
set(Eigen3_targets Eigen3::Eigen)
set(Eigen3_modules eigen3)
set(Eigen3_hint "Eigen: apt install libeigen3-dev, eigen3 of vcpkg, or eigen of Conan")
set(Eigen3_how NO_MODULE)   # the FindEigen3.cmake of many projects defines no target
set(TBB_targets TBB::tbb)
set(TBB_modules tbb)
set(TBB_hint "oneTBB: apt install libtbb-dev, tbb of vcpkg, or onetbb of Conan")
set(TBB_how CONFIG)
set(Threads_targets Threads::Threads)
set(Threads_libs -pthread)   # linker flags of a package that has no pkg-config module
set(Threads_hint "POSIX threads: a compiler that accepts -pthread")

# symphonic_component(NAME [LAYER name] [HEADERS header...] [WITHOUT header...] [COMPONENTS name...] [PACKAGES name...])
#   LAYER       adds the headers symphonic/LAYER.hpp, symphonic/LAYER/*.hpp and symphonic/LAYER/detail/*.hpp
#   HEADERS     adds these headers, relative to symphonic/
#   WITHOUT     removes these headers
#   COMPONENTS  components that the headers include directly, declared before this one
#   PACKAGES    packages that the headers include directly
# tests/component_graph.cmake compares COMPONENTS and PACKAGES with the #include lines.
function(symphonic_component name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "LAYER" "HEADERS;WITHOUT;COMPONENTS;PACKAGES")
    if(arg_LAYER)
        list(APPEND arg_HEADERS ${arg_LAYER}.hpp ${arg_LAYER}/*.hpp ${arg_LAYER}/detail/*.hpp)
    endif()
    set(include "${PROJECT_SOURCE_DIR}/include")
    list(TRANSFORM arg_HEADERS PREPEND "${include}/symphonic/")
    file(GLOB headers CONFIGURE_DEPENDS ${arg_HEADERS})
    list(TRANSFORM arg_WITHOUT PREPEND "${include}/symphonic/")
    list(REMOVE_ITEM headers ${arg_WITHOUT})

    add_library(symphonic_${name} INTERFACE)
    add_library(symphonic::${name} ALIAS symphonic_${name})
    target_compile_features(symphonic_${name} INTERFACE cxx_std_20)
    target_sources(symphonic_${name} INTERFACE FILE_SET HEADERS BASE_DIRS "${include}" FILES ${headers})
    set_target_properties(symphonic_${name} PROPERTIES EXPORT_NAME ${name})
    set(modules "")
    set(header_modules "")
    set(libs "")
    foreach(below IN LISTS arg_COMPONENTS)
        if(NOT TARGET symphonic_${below})
            message(FATAL_ERROR "symphonic: declare component ${below} before ${name}, which depends on it")
        endif()
        target_link_libraries(symphonic_${name} INTERFACE symphonic_${below})
        list(APPEND modules "symphonic-${below}")
    endforeach()
    set(THREADS_PREFER_PTHREAD_FLAG ON)
    foreach(package IN LISTS arg_PACKAGES)
        find_package(${package} QUIET ${${package}_how})
        if(NOT ${package}_FOUND)
            message(STATUS "symphonic: component ${name} needs ${${package}_hint}")
        endif()
        target_link_libraries(symphonic_${name} INTERFACE ${${package}_targets})
        list(APPEND modules ${${package}_modules})
        list(APPEND header_modules ${${package}_headers})
        list(APPEND libs ${${package}_libs})
    endforeach()

    install(TARGETS symphonic_${name} EXPORT symphonic-${name} FILE_SET HEADERS)
    install(EXPORT symphonic-${name} NAMESPACE symphonic:: FILE symphonic-${name}-targets.cmake
        DESTINATION ${symphonic_package_dir})

    set(module symphonic-${name})
    if(name STREQUAL "symphonic")
        set(module symphonic)
    endif()
    list(JOIN modules " " modules)
    list(JOIN header_modules " " header_modules)
    list(JOIN libs " " libs)
    set(pc_include "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
    if(IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
        set(pc_include "${CMAKE_INSTALL_INCLUDEDIR}")
    endif()
    configure_file("${PROJECT_SOURCE_DIR}/cmake/symphonic.pc.in" "${PROJECT_BINARY_DIR}/${module}.pc" @ONLY)
    install(FILES "${PROJECT_BINARY_DIR}/${module}.pc" DESTINATION share/pkgconfig)

    string(CONCAT table
        "set(symphonic_${name}_components ${arg_COMPONENTS})\n"
        "set(symphonic_${name}_packages ${arg_PACKAGES})\n")
    foreach(package IN LISTS arg_PACKAGES)
        string(APPEND table "set(symphonic_hint_${package} \"${${package}_hint}\")\n"
            "set(symphonic_how_${package} ${${package}_how})\n")
    endforeach()
    set_property(GLOBAL APPEND PROPERTY symphonic_components ${name})
    set_property(GLOBAL APPEND_STRING PROPERTY symphonic_table "${table}")
endfunction()

# Installs the files that find_package(symphonic) reads.
function(symphonic_install_package)
    get_property(components GLOBAL PROPERTY symphonic_components)
    list(JOIN components ", " component_names)
    get_property(table GLOBAL PROPERTY symphonic_table)
    configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/symphonic-config.cmake.in"
        "${PROJECT_BINARY_DIR}/symphonic-config.cmake" INSTALL_DESTINATION ${symphonic_package_dir}
        NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
    write_basic_package_version_file("${PROJECT_BINARY_DIR}/symphonic-config-version.cmake"
        COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
    install(FILES
        "${PROJECT_BINARY_DIR}/symphonic-config.cmake" "${PROJECT_BINARY_DIR}/symphonic-config-version.cmake"
        DESTINATION ${symphonic_package_dir})
    install(FILES
        "${PROJECT_SOURCE_DIR}/cmake/FindSndFile.cmake" "${PROJECT_SOURCE_DIR}/cmake/FindFFTW3.cmake"
        "${PROJECT_SOURCE_DIR}/cmake/FindxxHash.cmake"
        DESTINATION ${symphonic_package_dir}/modules)
    install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION share/licenses/symphonic)
endfunction()

# Writes the declared graph for tests/component_graph.cmake.
function(symphonic_write_graph)
    get_property(components GLOBAL PROPERTY symphonic_components)
    get_property(table GLOBAL PROPERTY symphonic_table)
    foreach(component IN LISTS components)
        get_target_property(headers symphonic_${component} HEADER_SET)
        string(APPEND table "set(symphonic_${component}_headers \"${headers}\")\n")
    endforeach()
    file(WRITE "${PROJECT_BINARY_DIR}/component_graph.cmake" "set(symphonic_known ${components})\n${table}")
endfunction()
