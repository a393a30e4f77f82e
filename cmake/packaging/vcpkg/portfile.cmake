# Installs the checkout that contains this file (overlay port), or the release of the port's version (registry).
set(checkout "${CMAKE_CURRENT_LIST_DIR}/../../..")
if(EXISTS "${checkout}/include/symphonic/core/version.hpp")
    file(REAL_PATH "${checkout}" SOURCE_PATH)
else()
    vcpkg_from_github(
        OUT_SOURCE_PATH SOURCE_PATH
        REPO OWNER/symphonic-joules
        REF "v${VERSION}"
        SHA512 0
        HEAD_REF main
    )
endif()

set(VCPKG_BUILD_TYPE release)   # header-only port

# All components are installed always; a feature only adds the packages that its component needs.
vcpkg_cmake_configure(
    SOURCE_PATH "${SOURCE_PATH}"
    OPTIONS
        -DSYMPHONIC_BUILD_TESTS=OFF
        -DSYMPHONIC_BUILD_EXAMPLES=OFF
        -DSYMPHONIC_BUILD_BENCHMARKS=OFF
)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH share/cmake/symphonic)
file(MAKE_DIRECTORY "${CURRENT_PACKAGES_DIR}/lib")
file(RENAME "${CURRENT_PACKAGES_DIR}/share/pkgconfig" "${CURRENT_PACKAGES_DIR}/lib/pkgconfig")   # they name linker flags
vcpkg_fixup_pkgconfig(SKIP_CHECK)   # modules of features that are not installed require missing modules

file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/share/licenses")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
