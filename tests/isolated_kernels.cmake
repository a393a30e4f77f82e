# cmake -DOBJDUMP=... -DSOURCE=folder -DBASELINE=object -DNATIVE=object [-DPROGRAMS=a,b] -P isolated_kernels.cmake
# Checks two objects with the same kernels, one compiled for the baseline processor and one for AVX-512: an entry function
# uses no instruction beyond its instruction set. With PROGRAMS, which link both objects in either order, checks also that the
# linker cannot replace code of one object by code of the other, and that all programs print the same.
cmake_minimum_required(VERSION 3.25)

# Sets RESULT to the symbols of the object with instructions whose first byte matches PREFIXES, and `symbols` to all symbols.
# In 64-bit code, instructions of AVX-512 begin with 62, and those of AVX with c4 or c5. So do instructions of BMI, but these
# have no vector registers.
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

# Fails with the message if a symbol matches the regular expression.
function(require_no_match symbols regex message)
    list(FILTER symbols INCLUDE REGEX "${regex}")
    if(symbols)
        list(JOIN symbols "\n" symbols)
        message(FATAL_ERROR "${message}:\n${symbols}")
    endif()
endfunction()

foreach(object IN ITEMS "${BASELINE}" "${NATIVE}")
    vector_instructions("${object}" "62" avx512)
    require_no_match("${avx512}" "on_avx2I|on_sse2I" "AVX-512 instructions in kernels for AVX2 or SSE2, ${object}")
    vector_instructions("${object}" "c4|c5" avx)
    require_no_match("${avx}" "on_sse2I" "AVX instructions in kernels for SSE2, ${object}")
    foreach(entry IN ITEMS on_sse2I on_avx2I on_avx512I on_scalarI)   # the regular expressions above match entry functions
        set(kernels "${symbols}")
        list(FILTER kernels INCLUDE REGEX "${entry}")
        list(LENGTH kernels count)
        if(count LESS 20)
            message(FATAL_ERROR "${object} has ${count} symbols that match ${entry}, expected at least 20")
        endif()
    endforeach()
    set(symbols_of_${object} "${symbols}")
    set(wide_of_${object} ${avx} ${avx512})
endforeach()
if(NOT "${wide_of_${NATIVE}}" MATCHES "on_scalarI")
    message(FATAL_ERROR "${NATIVE} has no AVX instructions in scalar kernels: it is not compiled for AVX-512")
endif()

if(NOT PROGRAMS)   # functions of the interface, such as those of fft_plan, are shared by the units: only kernels are isolated
    return()
endif()

# The linker keeps one of two definitions with the same name. Ours must run on every processor, whichever it keeps. Exceptions
# are excluded: their type must be the same in all units.
set(shared "")
foreach(symbol IN LISTS wide_of_${NATIVE})
    if(symbol IN_LIST "symbols_of_${BASELINE}" AND symbol MATCHES "symphonic" AND NOT symbol MATCHES "^_ZN9symphonic[0-9]*(argument_)?error")
        list(APPEND shared "${symbol}")
    endif()
endforeach()
require_no_match("${shared}" "." "AVX instructions in functions that both objects define")

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
    message(FATAL_ERROR "the programs print different results: ${numbers}")
endif()
