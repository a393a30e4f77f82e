# cmake -P cmake/fuzz.cmake: runs libFuzzer over the reader, with a seed in every format.
# Environment: CXX, a clang with libFuzzer (clang++-19); SECONDS (60); BUILD, the folder for the program and the corpus (build/fuzz).
cmake_minimum_required(VERSION 3.25)
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH source)
foreach(pair IN ITEMS "CXX|clang++-19" "SECONDS|60" "BUILD|${source}/build/fuzz")
    string(REGEX MATCH "^[A-Z]+" name "${pair}")
    string(REGEX REPLACE "^[A-Z]+.(.*)" "\\1" ${name} "${pair}")
    if(DEFINED ENV{${name}})
        set(${name} $ENV{${name}})
    endif()
endforeach()
file(MAKE_DIRECTORY ${BUILD}/corpus)
set(flags -std=c++20 -O1 -g -I${source}/include -I${source}/tests)
execute_process(COMMAND ${CXX} ${flags} ${source}/tests/fuzz/make_seeds.cpp -o ${BUILD}/make_seeds -lsndfile
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${BUILD}/make_seeds ${BUILD}/seeds COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CXX} ${flags} -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all
    ${source}/tests/fuzz/reader.cpp -o ${BUILD}/reader -lsndfile COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${BUILD}/reader -max_total_time=${SECONDS} -timeout=20 -rss_limit_mb=2048 -max_len=65536
    -close_fd_mask=3 -print_final_stats=1 -artifact_prefix=${BUILD}/ ${BUILD}/corpus ${BUILD}/seeds
    COMMAND_ERROR_IS_FATAL ANY)
