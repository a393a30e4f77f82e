# objdump -d OBJECT | awk -v prefixes="62" -f vector_instructions.awk
# Prints each symbol, and "found SYMBOL" for each with an instruction that uses vector registers and whose first byte is one
# of the prefixes. Brackets and semicolons, which CMake's lists do not survive, are left out of the symbols.
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
