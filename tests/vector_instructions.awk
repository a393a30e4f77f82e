# objdump -d OBJECT | awk -v prefixes="62" -f vector_instructions.awk
# Prints each symbol, and "found SYMBOL" if it has an instruction with vector registers whose first byte is one of the
# prefixes. Removes brackets and semicolons from the symbols: they break CMake's lists.
/^[0-9a-f]+ </ {
    gsub(/^[0-9a-f]+ <|>:$/, "")
    gsub(/\[|\]|;/, "")
    print
    symbol = $0
    next
}
symbol != "" && /%[xyz]mm|%k[0-7]/ && $0 ~ ("^ +[0-9a-f]+:.(" prefixes ") ") {
    print "found " symbol
    symbol = ""
}
