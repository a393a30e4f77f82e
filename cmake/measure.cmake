# Functions of the scripts that measure.

# ratio(OUT NUMERATOR DENOMINATOR DIGITS): sets OUT to the quotient with DIGITS decimal places, rounded.
function(ratio out numerator denominator digits)
    string(REPEAT "0" ${digits} zeros)
    math(EXPR scaled "(1${zeros} * ${numerator} + ${denominator} / 2) / ${denominator}")
    math(EXPR whole "${scaled} / 1${zeros}")
    math(EXPR rest "${scaled} % 1${zeros} + 1${zeros}")
    string(SUBSTRING "${rest}" 1 ${digits} rest)
    set(${out} "${whole}.${rest}" PARENT_SCOPE)
endfunction()

# count_instructions(OUT PROGRAM [argument...]): sets OUT to the instructions of one repetition of what PROGRAM does with these
# arguments, counted with valgrind --tool=callgrind. The last argument of PROGRAM is the number of repetitions: the
# difference between two and one leaves out start and end of the program. valgrind has no AVX-512: kernels run on AVX2.
function(count_instructions out program)
    foreach(count IN ITEMS 1 2)
        execute_process(
            COMMAND valgrind --tool=callgrind --callgrind-out-file=/dev/null "${program}" ${ARGN} ${count}
            OUTPUT_QUIET ERROR_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
        string(REGEX MATCH "Collected : ([0-9]+)" found "${output}")
        set(after_${count} ${CMAKE_MATCH_1})
    endforeach()
    math(EXPR once "${after_2} - ${after_1}")
    set(${out} ${once} PARENT_SCOPE)
endfunction()

# user_time(OUT command...): runs a command and sets OUT to its user time in milliseconds.
function(user_time out)
    execute_process(COMMAND sh -c "\"$@\" && times" sh ${ARGN} OUTPUT_VARIABLE times COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX MATCH "\n([0-9]+)m([0-9]+)[.]([0-9]+)" found "${times}")   # the second line is the time of the command
    string(SUBSTRING "${CMAKE_MATCH_3}00" 0 3 fraction)
    math(EXPR time "(${CMAKE_MATCH_1} * 60 + ${CMAKE_MATCH_2}) * 1000 + 1${fraction} - 1000")
    set(${out} ${time} PARENT_SCOPE)
endfunction()
