# cmake -DSOURCE=... -DBUILD=... -DPROGRAM=hot_loop -P hottest_functions.cmake: checks the table, output and exit status of
# examples/hottest_functions.sh. Paths contain spaces.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/support/expect.cmake")
set(work "${BUILD}/hottest functions")
file(REMOVE_RECURSE "${work}")
file(MAKE_DIRECTORY "${work}/temporary" "${work}/bin" "${work}/no perf")
file(COPY_FILE "${PROGRAM}" "${work}/hot loop")
set(sh "${SOURCE}/examples/hottest_functions.sh")
set(ENV{TMPDIR} "${work}/temporary")
set(path "$ENV{PATH}")

# hottest_functions(STATUS command...): runs the script, requires the exit status and that no temporary file is left, sets out
# and err.
function(hottest_functions status)
    execute_process(COMMAND sh "${sh}" ${ARGN} RESULT_VARIABLE got OUTPUT_VARIABLE out ERROR_VARIABLE err)
    file(GLOB left "${work}/temporary/*")
    if(NOT got EQUAL status OR left)
        message(FATAL_ERROR "exit status ${got}, expected ${status}; temporary files '${left}'\n${out}${err}")
    endif()
    set(out "${out}" PARENT_SCOPE)
    set(err "${err}" PARENT_SCOPE)
endfunction()
# expect_table(TOOL UNIT): requires the function hot_loop in the first row, at most 20 rows, and lines of at most 100 columns.
function(expect_table tool unit)
    expect("${out}" "^[0-9]+ [01]\n$")
    expect("${err}" "hot loop: [^\n]*${tool}\npercent +${unit}  function\n +[0-9.]+ +[0-9.]+  [^\n]*hot_loop[^\n]*\n")
    string(REGEX REPLACE "^.*  function\n" "" rows "${err}")
    string(REGEX MATCHALL "[^\n]+" rows "${rows}")
    list(LENGTH rows count)
    if(count GREATER 20)
        message(FATAL_ERROR "${count} rows:\n${err}")
    endif()
    foreach(row IN LISTS rows)
        string(LENGTH "${row}" length)
        if(length GREATER 100)
            message(FATAL_ERROR "${length} columns:\n${row}")
        endif()
    endforeach()
endfunction()

# A perf that fails, in front of the machine's own: valgrind counts instructions.
file(WRITE "${work}/no perf/perf" "#!/bin/sh\necho 'no permission' >&2\nexit 1\n")
file(CHMOD "${work}/no perf/perf" PERMISSIONS OWNER_READ OWNER_EXECUTE)
set(ENV{PATH} "${work}/no perf:${path}")
hottest_functions(3 "${work}/hot loop" 10000000)
expect("${err}" "perf does not work here: no permission\n.*perf_event_paranoid")
expect_table("instructions, counted by valgrind" "millions")
expect("${err}" "cold_loop<[^\n]*[.][.]")   # a shortened name

# Neither perf nor valgrind: the message names the packages.
foreach(name IN ITEMS mktemp rm)
    find_program(found_${name} ${name} REQUIRED)
    file(CREATE_LINK "${found_${name}}" "${work}/bin/${name}" SYMBOLIC)
endforeach()
find_program(found_sh sh REQUIRED)
file(CREATE_LINK "${found_sh}" "${work}/bin/sh" SYMBOLIC)
set(ENV{PATH} "${work}/bin")
hottest_functions(125 "${work}/hot loop" 1)
expect("${err}" "apt install linux-perf.*apt install valgrind")
set(ENV{PATH} "${path}")
hottest_functions(127 "${work}/no such program")

# perf where it works. A loop of 0.1 s or more.
execute_process(COMMAND perf record -q -B -N -e cpu-clock -o "${work}/probe" -- true RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
if(NOT failed)
    hottest_functions(3 "${work}/hot loop" 100000000)
    expect_table("sampled every ms by perf" "seconds")
endif()
