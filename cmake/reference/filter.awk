# Doxygen's view of a header: without namespace detail, with its names in the group of its layer, and stages as
# `constexpr auto NAME` without their private types. Keeps the line numbers.
BEGIN {
    layer = ARGV[1]
    sub(/.*\/include\/symphonic\//, "", layer)
    sub(/[.\/].*/, "", layer)
    begin = " /** \\addtogroup " layer " \\ilinebr @{ */"
}
/^namespace symphonic::detail \{/ || /^namespace detail \{/ { hidden = 1 }
hidden {
    if (/^}.*namespace (symphonic::)?detail/) hidden = 0
    print ""
    next
}
/^namespace symphonic \{/ { print $0 begin; next }
/^}.*namespace symphonic$/ { print "/** @} */ }"; next }
/^namespace views \{/ { print $0 begin; views = 1; next }
/^}/ && views { print "/** @} */ }"; views = 0; next }
/^(template <.*> )?inline constexpr detail::/ { sub(/detail::[^;{]* /, "auto ") }
{ print }
