#!/bin/sh
# hottest_functions.sh PROGRAM [ARGUMENT...]: runs the program, then prints the 20 functions that used the most CPU time, summed
# over all threads, to standard error. Exits with the status of the program, or with 125 if it cannot measure.
# Compile the program with optimisation and do not strip it. Inlined code counts for the function that contains it.
#
# perf of Linux samples every millisecond, child processes and the kernel too. Where perf cannot be used, valgrind counts executed
# instructions instead, without child processes and kernel. The program then takes 20 to 50 times as long.
#
# This is a script because a header that samples with SIGPROF gives wrong tables:
# - dladdr() finds only the names of exported functions. An executable exports none of its own, nor functions that are static.
# - A sample of a thread that blocks signals is charged to another thread, where poll() and nanosleep() fail with EINTR.
# - A process has one SIGPROF handler, which the program may use itself.
say() { printf 'hottest_functions: %s\n' "$*" >&2; }
case ${1---help} in -h | --help) say "usage: hottest_functions.sh PROGRAM [ARGUMENT...]"; exit 125 ;; esac
command -v "$1" >/dev/null || { say "there is no program $1"; exit 127; }
work=$(mktemp -d) || exit 125
trap 'rm -rf "$work"' EXIT
trap 'exit 143' HUP TERM
trap : INT   # Ctrl-C ends the program, not the report

# -B and -N: nothing is written to ~/.debug
record() { PERF_CONFIG=/dev/null perf record -q -B -N -e cpu-clock -c 1000000 "$@"; }
if ! command -v perf >/dev/null; then
    reason="perf is not installed (Debian: apt install linux-perf; Ubuntu: apt install linux-tools-generic)"
elif record -o "$work/probe" -- true >"$work/output" 2>&1; then
    reason=
else
    reason="perf does not work here: $(grep -m 1 . "$work/output")
  If the file /proc/sys/kernel/perf_event_paranoid holds more than 2: sudo sysctl kernel.perf_event_paranoid=2
  In a container: start it with --cap-add=PERFMON. On Ubuntu: apt install linux-tools-$(uname -r)"
fi

# Both tools write lines "amount TAB library TAB function" to $work/rows.
tab=$(printf '\t')
if [ -z "$reason" ]; then
    tool="CPU time, sampled every ms by perf" unit=seconds
    record -o "$work/data" -- "$@"
    status=$?
    DEBUGINFOD_URLS='' PERF_CONFIG=/dev/null LC_ALL=C perf report -i "$work/data" --stdio -t "$tab" -F period,dso,sym 2>/dev/null |
        sed -n "s/ *$tab/$tab/g; s/[^$tab]*$tab\[k\].*/Linux$tab(kernel)/
            s/\[[^]]\] //; /^ *[0-9]/p" >"$work/rows"
elif command -v valgrind >/dev/null; then
    say "$reason"
    say "runs the program in valgrind instead, 20 to 50 times as slowly"
    tool="executed instructions, counted by valgrind" unit=millions
    valgrind -q --tool=callgrind --callgrind-out-file="$work/data" -- "$@"
    status=$?
    callgrind_annotate --threshold=100 --auto=no "$work/data" 2>/dev/null | sed -n "/file:function/,\$ {
        s/^ *\([0-9,]*\) *([ 0-9.]*%) *[^:]*:/\1$tab$tab/; s/ \[clone [^]]*\]//g
        s/$tab$tab\(.*\) \[\([^]]*\/\)*\([^]]*\)\]\$/$tab\3$tab\1/; /^[0-9]/p; }" >"$work/rows"
else
    say "$reason"
    say "valgrind, which could count instructions instead, is not installed either (apt install valgrind)"
    exit 125
fi

LC_ALL=C awk -F '\t' -v program="${1##*/}" -v tool="$tool" -v unit="$unit" '
# Keeps the first argument of templates and no parameters of functions inside 1 to `levels` brackets.
function shorten(name, levels,    i, n, token, level, skipped, out) {
    for (i = 1; i <= length(name); i += n) {
        n = match(substr(name, i), /^(\(anonymous namespace\)|operator(\(\)|<=>|<<=?|>>=?|<=|>=|->\*?|<|>))/) ? RLENGTH : 1
        token = substr(name, i, n)
        if (n == 1 && level > 0 && index(">)}", token) && --level < skipped) skipped = 0
        if (!skipped && token == "," && level > 0 && level <= levels) { out = out ", .."; skipped = level }
        if (!skipped) out = out token
        if (n == 1 && index("<({", token) && ++level <= levels && !skipped && token == "(" && substr(name, i + 1, 1) != ")") {
            out = out ".."
            skipped = level
        }
    }
    return out
}
{
    gsub(/,/, "", $1)
    sub(/@+GLIBC.*/, "", $3)
    gsub(/symphonic::/, "sj::", $3)
    gsub(/std::__cxx11::/, "std::", $3)
    gsub(/[][]/, "", $2)
    if ($3 ~ /^0x[0-9a-f]+$/) $3 = "functions without a name in " $2
    else if ($2 != "") library[$3] = $2
    sum[$3] += $1
    total += $1
}
END {
    if (total == 0) { print program ": nothing was measured: the program ended too early"; exit }
    printf "%s: %s\n%7s %9s  function\n", program, tool, "percent", unit
    for (f in sum) {
        where = library[f] == program || library[f] == "" ? "" : " [" library[f] "]"
        levels = 0
        do text = shorten(f, levels) where; while (length(text) > 81 && levels++ < 9)
        if (length(text) > 81) text = substr(text, 1, 49) ".." substr(text, length(text) - 29)
        printf "%7.2f %9.3f  %s\n", 100 * sum[f] / total, sum[f] / (unit == "seconds" ? 1e9 : 1e6), text | "sort -k 2,2gr | head -n 20"
    }
}' "$work/rows" >&2
exit $status
