# cmake -DOBJDUMP=... -DBASELINE=object -DNATIVE=object [-DPROGRAMS=a,b] -P isolated_kernels.cmake: kernels stay in the unit that
# compiled them, and use no instruction beyond the set that they are for.
cmake_minimum_required(VERSION 3.25)

# Sets RESULT to the symbols of the object that hold instructions with the prefixes, and `symbols` to all symbols. In 64-bit code
# 62 begins an instruction of AVX-512; c4 and c5 begin one of AVX or, without vector registers, of BMI, which the flags of a
# unit may bring.
function(vector_instructions object prefixes result)
    execute_process(COMMAND "${OBJDUMP}" -d --insn-width=15 "${object}"
        COMMAND awk -v "prefixes=${prefixes}" -f "${SOURCE}/tests/vector_instructions.awk"
        OUTPUT_VARIABLE lines COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX REPLACE "\n$" "" lines "${lines}")
    string(REPLACE "\n" ";" all "${lines}")
    set(found "${all}")
    list(FILTER found INCLUDE REGEX "^found ")
    list(TRANSFORM found REPLACE "^found " "")
    list(FILTER all EXCLUDE REGEX "^found ")
    set(${result} "${found}" PARENT_SCOPE)
    set(symbols "${all}" PARENT_SCOPE)
endfunction()
function(require_none symbols kind what)
    list(FILTER symbols INCLUDE REGEX "${kind}")
    if(symbols)
        list(JOIN symbols "\n" symbols)
        message(FATAL_ERROR "${what}:\n${symbols}")
    endif()
endfunction()

foreach(object IN ITEMS "${BASELINE}" "${NATIVE}")
    vector_instructions("${object}" "62" avx512)
    require_none("${avx512}" "on_avx2I|on_sse2I" "AVX-512 in kernels for less, ${object}")
    vector_instructions("${object}" "c4|c5" avx)
    require_none("${avx}" "on_sse2I" "AVX in kernels for SSE2, ${object}")
    foreach(kind IN ITEMS on_sse2I on_avx2I on_avx512I on_scalarI)   # what is looked for is there
        set(kernels "${symbols}")
        list(FILTER kernels INCLUDE REGEX "${kind}")
        list(LENGTH kernels count)
        if(count LESS 20)
            message(FATAL_ERROR "${object} has ${count} kernels ${kind}")
        endif()
    endforeach()
    set(symbols_of_${object} "${symbols}")
    set(wide_of_${object} ${avx} ${avx512})
endforeach()
if(NOT "${wide_of_${NATIVE}}" MATCHES "on_scalarI")
    message(FATAL_ERROR "the unit for AVX-512 is compiled without it")
endif()

if(NOT PROGRAMS)   # of what is no kernel the linker takes either unit's version: plans, as any function of the interface
    return()
endif()

# The linker may take either unit's version of what both define: what is ours then runs on the least processor.
# Errors are types of the interface, and of the same name everywhere.
set(shared "")
foreach(symbol IN LISTS wide_of_${NATIVE})
    if(symbol IN_LIST "symbols_of_${BASELINE}" AND symbol MATCHES "symphonic" AND NOT symbol MATCHES "^_ZN9symphonic[0-9]*(argument_)?error")
        list(APPEND shared "${symbol}")
    endif()
endforeach()
require_none("${shared}" "." "AVX in what the linker may share")

string(REPLACE "," ";" programs "${PROGRAMS}")
foreach(program IN LISTS programs)
    foreach(set IN ITEMS scalar sse2 avx2 avx512)
        execute_process(COMMAND "${CMAKE_COMMAND}" -E env SYMPHONIC_ISA=${set} "${program}"
            OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
        string(REGEX REPLACE "^[a-z0-9]+ " "" number "${output}")
        list(APPEND numbers "${number}")
    endforeach()
endforeach()
list(REMOVE_DUPLICATES numbers)
list(LENGTH numbers count)
if(NOT count EQUAL 1)
    message(FATAL_ERROR "the results differ: ${numbers}")
endif()
