# cmake -DPROGRAM=... -P count_instructions.cmake: counts the instructions of each pipeline with valgrind --tool=callgrind and prints
# them as multiples of the loop by hand. The difference between two repetitions and one leaves out start and end of the
# program. valgrind has no AVX-512, so the kernels run on AVX2.
cmake_minimum_required(VERSION 3.25)

function(instructions name which)
    foreach(count IN ITEMS 1 2)
        execute_process(COMMAND valgrind --tool=callgrind --callgrind-out-file=/dev/null "${PROGRAM}" ${name} ${which} ${count}
            OUTPUT_QUIET ERROR_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
        string(REGEX MATCH "Collected : ([0-9]+)" found "${output}")
        set(after_${count} ${CMAKE_MATCH_1})
    endforeach()
    math(EXPR once "${after_2} - ${after_1}")
    set(${which} ${once} PARENT_SCOPE)
endfunction()

execute_process(COMMAND "${PROGRAM}" names OUTPUT_VARIABLE names COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" names "${names}")
message(NOTICE "instructions of pipelines, loop by hand = 1")
foreach(name IN LISTS names)
    instructions(${name} hand)
    instructions(${name} pipeline)
    math(EXPR ratio "(1000 * ${pipeline} + ${hand} / 2) / ${hand}")
    math(EXPR whole "${ratio} / 1000")
    math(EXPR rest "${ratio} % 1000 + 1000")
    string(SUBSTRING "${rest}" 1 3 rest)
    message(NOTICE "    ${name} ${whole}.${rest}, ${hand} by hand")
endforeach()
