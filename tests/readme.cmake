# cmake -DSOURCE=... -DBUILD=... -DCOMPILER=... -DFLAGS=... -DVERSION=... [-DALONE=ON |
#       -DMAKE_RECORDING=... -DLIBRARIES=file,... -DEIGEN=folder -DOPTIONS=flag] -P readme.cmake
# Compiles the C++ blocks of the pages below and runs each of them in a folder with a recording, song.flac.
# - A block with main() is a program: it exits with 0 and prints something.
# - Any other block is a list of statements: they run without an exception. `samples` is one channel of the recording.
# All blocks are compiled as one program, each in a namespace of its own, with symphonic::precompiled.
# ALONE compiles each block of README.md by itself instead, with the warnings of FLAGS: they are all programs.
cmake_minimum_required(VERSION 3.25)
set(pages README.md examples/README.md include/symphonic/README.md benchmarks/README.md tests/README.md)
if(ALONE)
    set(pages README.md)
endif()
set(work "${BUILD}/readme${ALONE}")
file(REMOVE_RECURSE "${work}")
file(MAKE_DIRECTORY "${work}")
separate_arguments(flags UNIX_COMMAND "${FLAGS}")
set(compile ${COMPILER} -std=c++20 ${flags} -I "${SOURCE}/include")

set(count 0)
set(includes "")
set(namespaces "")
set(calls "")

# Compiles a program, which must not need the includes of another block.
function(compile_alone program)
    file(WRITE "${work}/alone.cpp" "${program}\n")
    execute_process(COMMAND ${compile} -fsyntax-only "${work}/alone.cpp" RESULT_VARIABLE failed ERROR_VARIABLE output)
    if(failed)
        message(FATAL_ERROR "${name} does not compile by itself:\n${output}")
    endif()
endfunction()

# Adds a block to the joint program.
function(add_block block)
    string(REGEX MATCHALL "#include [<\"][^\n]*" lines "${block}")
    list(JOIN lines "\n" lines)
    string(REGEX REPLACE "#include [^\n]*" "" text "${block}")
    if(block MATCHES "int main\\(")
        set(prints_${count} ON PARENT_SCOPE)
        string(REPLACE "int main(" "int block_main(" text "${text}")
        string(REGEX REPLACE "}[ \n]*$" "    return 0;\n}" text "${text}")   # only main() may omit it
    else()
        set(text "int block_main() {\n${text}\nreturn 0;\n}")
    endif()
    set(includes "${includes}${lines}\n" PARENT_SCOPE)
    set(namespaces "${namespaces}namespace block_${count} {\n#line 1 \"${name}\"\n${text}\n}\n" PARENT_SCOPE)
    set(calls "${calls}    case ${count}: return block_${count}::block_main();\n" PARENT_SCOPE)
endfunction()

foreach(page IN LISTS pages)
    file(READ "${SOURCE}/${page}" rest)
    set(in_page 0)
    while(TRUE)
        string(FIND "${rest}" "\n```cpp\n" begin)
        if(begin EQUAL -1)
            break()
        endif()
        math(EXPR begin "${begin} + 8")
        string(SUBSTRING "${rest}" ${begin} -1 rest)
        string(FIND "${rest}" "\n```" end)
        string(SUBSTRING "${rest}" 0 ${end} block)
        string(SUBSTRING "${rest}" ${end} -1 rest)
        string(SUBSTRING "${rest}" 4 -1 rest)
        math(EXPR in_page "${in_page} + 1")
        math(EXPR count "${count} + 1")
        set(name "${page}, block ${in_page}")
        set(name_${count} "${name}")
        if(ALONE)
            compile_alone("${block}")
        else()
            add_block("${block}")
        endif()
    endwhile()
    if(in_page EQUAL 0 AND page MATCHES "^(README|examples|include)")
        message(FATAL_ERROR "${page} has no C++ block")
    endif()
endforeach()

if(NOT ALONE)
    execute_process(COMMAND "${MAKE_RECORDING}" "${work}/song.flac" COMMAND_ERROR_IS_FATAL ANY)
    file(WRITE "${work}/readme.cpp" "#include <cstdlib>\n${includes}
namespace sj = symphonic;
namespace v = symphonic::views;
using namespace std::chrono_literals;
std::vector<float> const samples = (sj::read(\"song.flac\") | v::mono | sj::collect).samples();
${namespaces}
int main(int, char** arguments) {
    switch (std::atoi(arguments[1])) {\n${calls}    default: return 1;\n    }\n}\n")
    string(REPLACE "," ";" libraries "${LIBRARIES}")
    execute_process(COMMAND ${compile} -O0 -isystem "${EIGEN}" -DSYMPHONIC_PRECOMPILED
        -w ${OPTIONS} readme.cpp -o readme ${libraries}
        WORKING_DIRECTORY "${work}" RESULT_VARIABLE failed ERROR_VARIABLE output)
    if(failed)
        message(FATAL_ERROR "the blocks do not compile:\n${output}")
    endif()
    foreach(block RANGE 1 ${count})
        execute_process(COMMAND "${work}/readme" ${block} INPUT_FILE "${work}/song.flac" WORKING_DIRECTORY "${work}"
            RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE errors)
        if(failed OR (prints_${block} AND output STREQUAL ""))
            message(FATAL_ERROR "${name_${block}} exits with ${failed} and prints '${output}'\n${errors}")
        endif()
    endforeach()
endif()

# README.md asks find_package for the version of this project.
file(READ "${SOURCE}/README.md" readme)
string(REGEX MATCH "find_package.symphonic ([0-9]+\\.[0-9]+) " asked "${readme}")
if(NOT asked OR NOT VERSION MATCHES "^${CMAKE_MATCH_1}\\.")
    message(FATAL_ERROR "README.md asks for '${asked}', expected version ${VERSION}")
endif()
