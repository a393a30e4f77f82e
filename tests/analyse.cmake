# cmake -DANALYSE=... -DBUILD=... -DMAKE_RECORDING=... -P analyse.cmake: checks the output, files and exit status of the example
# program analyse.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/support/expect.cmake")
set(work "${BUILD}/analyse_test")
file(REMOVE_RECURSE "${work}")
file(MAKE_DIRECTORY "${work}")
execute_process(COMMAND "${MAKE_RECORDING}" "${work}/song.flac" COMMAND_ERROR_IS_FATAL ANY)
file(WRITE "${work}/broken.wav" "no recording")

# analyse(STATUS argument...): runs the program, requires the exit status, sets out and err.
function(analyse status)
    execute_process(COMMAND "${ANALYSE}" ${ARGN} WORKING_DIRECTORY "${work}" RESULT_VARIABLE got
        OUTPUT_VARIABLE out ERROR_VARIABLE err)
    if(NOT got EQUAL status)
        message(FATAL_ERROR "analyse ${ARGN}: exit status ${got}, expected ${status}\n${out}${err}")
    endif()
    set(out "${out}" PARENT_SCOPE)
    set(err "${err}" PARENT_SCOPE)
endfunction()

# The channels are sines of amplitude 0.4, RMS 0.4 / sqrt(2) = -10.97 dBFS, with 440 and 660 Hz, mean 550 Hz.
analyse(0 song.flac --png song.png --csv song.csv)
expect("${out}" "duration +3.000 s .132300 sample frames.")
expect("${out}" "sample rate +44100 Hz\n  channels +2\n  encoding +FLAC, 16-bit PCM\n  energy +2116[678]")
expect("${out}" "RMS +-10.97 dBFS\n  peak +-7.96 dBFS\n  crest factor +3.01 dB")
expect("${out}" "spectral centroid +5[0-9][0-9] Hz")
expect(".${err}." "^\\.\\.$")   # no progress bar unless stderr is a terminal
analyse(0 song.flac --profile)
expect("${out}" "name +calls +total +self +mean +p99\n")
expect("${out}" "decode +1[0-9] ")   # 17 blocks and the end
expect("${out}" "spectra +256 ")
file(READ "${work}/song.png" magic LIMIT 8 HEX)
expect("${magic}" "^89504e470d0a1a0a$")
file(STRINGS "${work}/song.csv" lines)
list(LENGTH lines count)
if(NOT count EQUAL 257)   # a header and 1 + ceil((132300 - 2048) / 512) frames, the last one padded
    message(FATAL_ERROR "${count} lines of CSV, expected 257")
endif()
list(GET lines 0 header)
list(GET lines 2 second)
expect("${header}" "^file,time_s,rms,peak,zero_crossing_rate,spectral_centroid_hz$")
expect("${second}" "^song.flac,0.011610,0\\.[0-9]+,0\\.[0-9]+,0\\.[0-9]+,[0-9.]+$")

# A file that cannot be read is reported with the reason; the other files are analysed.
analyse(1 broken.wav absent.wav song.flac)
expect("${out}" "song.flac\n  duration")
expect("${err}" "analyse: cannot read broken.wav: ")
expect("${err}" "analyse: cannot read absent.wav: no such file")

# A recording is not overwritten, and a full disk is reported.
analyse(2 song.flac --csv song.flac)
expect("${err}" "would be overwritten")
analyse(2 song.flac --csv out --png ./out)
expect("${err}" "name the same file")
analyse(2)
analyse(2 song.flac --frame 0)
analyse(2 song.flac --nonsense)
analyse(1 song.flac --png no/such/folder.png)
expect("${err}" "cannot write no/such/folder.png")
if(EXISTS /dev/full)
    analyse(1 song.flac --csv /dev/full)
    expect("${err}" "cannot write /dev/full")
endif()
analyse(0 --help)
expect("${out}" "Usage: .*FILE")
analyse(0 --version)
expect("${out}" "analyse [0-9]+\\.[0-9]+\\.[0-9]+")
