# Of a listing by "objdump -d -M intel --no-show-raw-insn -w", the addresses of the instructions that may store to memory. Whatever is not known to store
# nothing counts; but what is addressed by the stack pointer is the stack, never the file.
/^ *[0-9a-f]+:/ {
    address = $1
    sub(/:$/, "", address)
    at = 2
    while ($at ~ /^(lock|rep|repz|repnz|notrack|bnd|data16|cs|ds|es|fs)$/) at++
    name = $at
    destination = $0
    sub(/[,<#].*/, "", destination)
    if (name ~ /^(syscall|sysenter|int)$/ || name ~ /^v?p?(maskmov|scatter)/ || name ~ /^xchg/ && /\[/) { print address; next }
    if (destination !~ /\[/ || destination ~ /\[rsp/) next
    if (name ~ /^(cmp|test|jmp|call|push|nop|prefetch|bt|v?u?comis|v?ptest|i?div|mul|imul|fld|lea|ldmxcsr|xabort)$/) next
    if (name ~ /^(prefetch|v?u?comis|fld)/) next
    print address
}
