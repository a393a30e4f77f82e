# SndFile::sndfile: libsndfile. By its own CMake config where that was installed (upstream, vcpkg, Conan), else by hand
# with pkg-config's hints (Debian). SndFile_VERSION where it is known.
find_package(SndFile CONFIG QUIET)
if(TARGET SndFile::sndfile)
    set(SndFile_FOUND TRUE)
    return()
endif()

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
    pkg_check_modules(PC_SndFile QUIET sndfile)   # for hints alone: Debian's file lists Opus's include folder as well
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
