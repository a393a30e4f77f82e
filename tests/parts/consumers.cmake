# Part consumers: every way to use the library from another project.
foreach(how IN ITEMS installed subdirectory pkg_config include bare)
    script_test(consumers consumer/${how} consumer/run -DHOW=${how} -DCMAKE_CTEST_COMMAND=${CMAKE_CTEST_COMMAND})
endforeach()
script_test(consumers consumer/vcpkg consumer/vcpkg)
script_test(consumers consumer/conan consumer/conan)
