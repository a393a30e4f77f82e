# Defines the target SndFile::sndfile, libsndfile, and SndFile_VERSION if it is known. Uses libsndfile's own CMake config if it is
# installed (upstream, vcpkg, Conan), otherwise searches for header and library, with hints of pkg-config (Debian).
find_package(SndFile CONFIG QUIET)
if(TARGET SndFile::sndfile)
    set(SndFile_FOUND TRUE)
    return()
endif()

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
    pkg_check_modules(PC_SndFile QUIET sndfile)   # hints only: Debian's file also lists the include folder of Opus
endif()
find_path(SndFile_INCLUDE_DIR sndfile.h HINTS ${PC_SndFile_INCLUDEDIR})
find_library(SndFile_LIBRARY sndfile HINTS ${PC_SndFile_LIBDIR})
mark_as_advanced(SndFile_INCLUDE_DIR SndFile_LIBRARY)
set(SndFile_VERSION ${PC_SndFile_VERSION})

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SndFile REQUIRED_VARS SndFile_LIBRARY SndFile_INCLUDE_DIR
    VERSION_VAR SndFile_VERSION)
if(SndFile_FOUND)
    add_library(SndFile::sndfile UNKNOWN IMPORTED)
    set_target_properties(SndFile::sndfile PROPERTIES
        IMPORTED_LOCATION "${SndFile_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${SndFile_INCLUDE_DIR}")
endif()
