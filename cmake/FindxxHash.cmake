# xxHash::xxhash: the header of xxHash; all of it is inlined, no library is linked. By its own CMake config where that was
# installed (vcpkg, Conan), else by hand with pkg-config's hints (Debian). xxHash_VERSION where it is known.
find_package(xxHash CONFIG QUIET)
if(TARGET xxHash::xxhash)
    set(xxHash_FOUND TRUE)
    return()
endif()

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
    pkg_check_modules(PC_xxHash QUIET libxxhash)
endif()
find_path(xxHash_INCLUDE_DIR xxhash.h HINTS ${PC_xxHash_INCLUDEDIR})
mark_as_advanced(xxHash_INCLUDE_DIR)
set(xxHash_VERSION ${PC_xxHash_VERSION})

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(xxHash REQUIRED_VARS xxHash_INCLUDE_DIR VERSION_VAR xxHash_VERSION)
if(xxHash_FOUND)
    add_library(xxHash::xxhash INTERFACE IMPORTED)
    set_target_properties(xxHash::xxhash PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${xxHash_INCLUDE_DIR}")
endif()
