# Doxygen's view of a page. Doxygen knows neither the anchors that GitHub gives to headings nor Mermaid: this adds anchors
# FOLDER-HEADING, refers to them, removes diagrams, and turns links to files that are no pages into plain text.
BEGIN {
    folder = ARGV[1]
    sub(/\/[^\/]*$/, "", folder)
    sub(/.*\//, "", folder)
}
/^```mermaid/ { diagram = 1 }
/^```/ { code = !code }
diagram {
    if (!code) diagram = 0
    next
}
code { print; next }
/^##/ {
    anchor = tolower($0)
    sub(/^#+ */, "", anchor)
    gsub(/[^a-z0-9 -]/, "", anchor)
    gsub(/ /, "-", anchor)
    print $0 " {#" folder "-" anchor "}"
    next
}
{
    line = ""
    rest = $0
    while (match(rest, /\]\([^()]*\)/)) {
        before = substr(rest, 1, RSTART - 1)
        target = substr(rest, RSTART + 2, RLENGTH - 3)
        rest = substr(rest, RSTART + RLENGTH)
        if (target ~ /^#/) target = "#" folder "-" substr(target, 2)
        else if (target ~ /\/README\.md#/) {
            page = target
            sub(/\/README\.md#.*/, "", page)
            sub(/.*\//, "", page)
            sub(/.*#/, "", target)
            target = "#" page "-" target
        } else if (target !~ /^https?:/ && target !~ /\.(md|png)$/) {
            match(before, /!?\[[^\[]*$/)
            line = line substr(before, 1, RSTART - 1) substr(before, RSTART + 1)
            continue
        }
        line = line before "](" target ")"
    }
    print line rest
}
