# cmake -DTOUR=... -DBUILD=... -DMAKE_RECORDING=... -P tour.cmake: checks the rows, the errors and the exit status of the example
# program tour. The program itself checks that both versions of each practice give the same result.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/support/expect.cmake")
set(work "${BUILD}/tour_test")
file(REMOVE_RECURSE "${work}")
file(MAKE_DIRECTORY "${work}/temporary" "${work}/folder" "${work}/empty")
set(ENV{TMPDIR} "${work}/temporary")
execute_process(COMMAND "${MAKE_RECORDING}" "${work}/folder/song.flac" COMMAND_ERROR_IS_FATAL ANY)
file(WRITE "${work}/broken.wav" "no recording")

# tour(STATUS argument...): runs the program, requires the exit status and that no temporary file is left, sets out and err.
function(tour status)
    execute_process(COMMAND "${TOUR}" ${ARGN} WORKING_DIRECTORY "${work}" RESULT_VARIABLE got
        OUTPUT_VARIABLE out ERROR_VARIABLE err)
    if(NOT got EQUAL status)
        message(FATAL_ERROR "tour ${ARGN}: exit status ${got}, expected ${status}\n${out}${err}")
    endif()
    file(GLOB left "${work}/temporary/*")
    if(left)
        message(FATAL_ERROR "tour ${ARGN}: left ${left}")
    endif()
    set(out "${out}" PARENT_SCOPE)
    set(err "${err}" PARENT_SCOPE)
endfunction()
# expect_rows(TEXT): requires a row for each practice, with both versions and the gain.
function(expect_rows text)
    set(time "[0-9.]+ (ns|us|ms)")
    foreach(practice IN ITEMS "  time of reading" "scoped resources" "buffer pool" "energy of a signal" "mean, peak, crossings"
            "64 transforms of 2048" "spectrogram" "batches" "cache by samples" "cache by file content" "cache with a ttl"
            "parallel files" "prefetch" "timing calls" "container" "median" "filter of 1000 taps")
        expect("${text}" "\n${practice}  [^\n]*: ${time}  [^\n]*: ${time}  +[0-9.]+ x")
    endforeach()
    foreach(practice IN ITEMS "chunked streaming" "lazy files")
        expect("${text}" "\n${practice}  [^\n]*: [0-9.]+ [KM]iB  [^\n]*: [0-9.]+ [KM]iB  +[0-9.]+ x")
    endforeach()
    expect("${text}" "\n  its allocations +allocations: 32 +allocations: 0 ")
    expect("${text}" "\nprofile +one time for all: ${time} +v::timed, hottest: (decode|spectra), [0-9]+ %")
    expect("${text}" "\nmemory of a function [^\n]* measure_memory: 4.0 MiB")
endfunction()

# Without arguments: recordings that the program generates.
tour(0)
expect_rows("${out}")
expect("${out}" "\na broken file +loop ends: 8 of 17 results +try_parallel: 16 of 17 results, 1 message +.8 results\n")

# The files in a folder.
tour(0 folder)
expect_rows("${out}")
expect("${out}" "\na broken file +loop ends: 0 of 2 results +try_parallel: 1 of 2 results, 1 message +.1 results\n")

# Errors.
tour(1 folder absent.wav)
expect("${err}" "^tour: cannot read absent.wav: no such file\n$")
tour(1 broken.wav)
expect("${err}" "^tour: cannot read broken.wav: ")
tour(1 empty)
expect("${err}" "^tour: no audio file in empty\n$")
file(COPY_FILE "${work}/folder/song.flac" "${work}/song.data")
tour(1 song.data)
expect("${err}" "^tour: song.data: expected a name with the extension of an audio format")
