# cmake -DPROGRAM=... -P count_instructions.cmake: prints the instructions of each pipeline of benchmarks/pipelines.cpp as
# multiples of those of the loop by hand.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/measure.cmake")

execute_process(COMMAND "${PROGRAM}" names OUTPUT_VARIABLE names COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" names "${names}")
message(NOTICE "instructions of pipelines, loop by hand = 1")
foreach(name IN LISTS names)
    count_instructions(hand "${PROGRAM}" ${name} hand)
    count_instructions(pipeline "${PROGRAM}" ${name} pipeline)
    ratio(times ${pipeline} ${hand} 3)
    message(NOTICE "    ${name} ${times}, ${hand} by hand")
endforeach()
