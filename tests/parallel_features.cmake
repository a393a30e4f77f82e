# cmake -DPROGRAM=... -DBUILD=... -DMAKE_RECORDING=... -P parallel_features.cmake: checks the output and the exit status of the
# example program parallel_features.
cmake_minimum_required(VERSION 3.25)
set(work "${BUILD}/parallel_features_test")
file(REMOVE_RECURSE "${work}")
file(MAKE_DIRECTORY "${work}/more")
execute_process(COMMAND "${MAKE_RECORDING}" "${work}/more/song.flac" COMMAND_ERROR_IS_FATAL ANY)

# features(STATUS ARGUMENT PATTERN): runs the program, requires the exit status, and that its output matches.
function(features status argument pattern)
    execute_process(COMMAND "${PROGRAM}" ${argument} WORKING_DIRECTORY "${work}" RESULT_VARIABLE got OUTPUT_VARIABLE out ERROR_VARIABLE out)
    if(NOT got EQUAL status OR NOT out MATCHES "${pattern}")
        message(FATAL_ERROR "parallel_features ${argument}: exit status ${got}, expected ${status} and '${pattern}' in:\n${out}")
    endif()
endfunction()

# The mean of the channels, sines of amplitude 0.4 with 440 and 660 Hz, has about the energy 132300 * 0.2^2 and the RMS 0.2.
set(header "^path,duration_s,energy,rms,peak,zero_crossing_rate,spectral_centroid_hz,error\n")
set(song "more/song.flac,3.000,529[12].[0-9]*,0.(1999|2000)[0-9]+,0.[34][0-9]+,0.0[0-9]+,5[0-9][0-9].[0-9],\n")
features(0 . "${header}./${song}$")
file(WRITE "${work}/a,b.wav" "no recording")
features(1 . "${header}\"./a,b.wav\",,,,,,,\"cannot read ./a,b.wav: [^\n]*\"\n./${song}$")
features(2 none "cannot list none: No such file or directory")
features(2 "" "expected one argument, a folder")
