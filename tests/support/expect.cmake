# expect(TEXT PATTERN): requires that TEXT matches PATTERN.
function(expect text pattern)
    if(NOT text MATCHES "${pattern}")
        message(FATAL_ERROR "expected '${pattern}' in:\n${text}")
    endif()
endfunction()
