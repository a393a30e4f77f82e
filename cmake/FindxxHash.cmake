# Finds the header of xxHash, whose functions are inlined; no library is linked. Uses xxHash's own CMake package if it is installed
# (vcpkg, Conan), else searches with the hints of pkg-config (Debian).
# Defines the target xxHash::xxhash, and xxHash_VERSION if it is known.
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
