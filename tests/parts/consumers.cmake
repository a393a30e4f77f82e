# Part consumers: every way to use the library from another project.
include(parts/strict_warnings.cmake)
foreach(how IN ITEMS installed add_subdirectory fetch_content make include bare)
    script_test(consumers consumer/${how} consumer/run -DHOW=${how} "-DWARNINGS=${strict_warnings}"
        -DCMAKE_CTEST_COMMAND=${CMAKE_CTEST_COMMAND})
endforeach()
script_test(consumers consumer/vcpkg consumer/vcpkg)
script_test(consumers consumer/conan consumer/conan)
