/* step STATES STORES FILE PROGRAM ARGUMENT...

   Runs PROGRAM and steps its main thread, instruction by instruction, between the two SIGUSR1 that it raises. What FILE (mapped by PROGRAM) is like at the first
   signal, and after each instruction that has changed it, is written to STATES. STORES names the instructions of PROGRAM that may store at all, as hexadecimal
   addresses in ascending order: behind others FILE is not compared. Behind instructions outside of PROGRAM (the C library, the kernel) it always is.

   A state, in the byte order of the machine: u64 address of the instruction in PROGRAM, u64 number of the step, u64 length of FILE, u32 number of changes, and
   for each change u64 offset, u32 length and the new bytes. The first state has all bytes that are not 0.

   Exit code: 0, or 78 if this machine lets nobody trace, or 1 if something else went wrong. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum { page = 4096, most_code = 64 << 20, most_changes = 65536, sampled_rounds = 97, not_permitted = 78 };
static const uint64_t most_steps = 30000000;

static FILE *out;
static uint8_t stores[most_code]; /* a byte for each address of the program */
static uint64_t stores_end;
static int file = -1;
static uint8_t *mapped, *known; /* the file as it is, and as it was in the last state */
static uint64_t length;
static struct change { uint64_t offset; uint32_t length; } changes[most_changes];

static void fail(const char *what) { perror(what); exit(1); }
static void put(const void *bytes, size_t count) { if (fwrite(bytes, 1, count, out) != count) fail("write"); }

static void read_stores(const char *path)
{
    FILE *listing = fopen(path, "r");
    unsigned long address;
    if (!listing) fail(path);
    while (fscanf(listing, "%lx", &address) == 1 && address < most_code) {
        stores[address] = 1;
        stores_end = address + 1;
    }
    fclose(listing);
}

/* Where the kernel has put the program: the listing counts from there. */
static uint64_t base_of(pid_t process)
{
    char path[64];
    unsigned long base;
    snprintf(path, sizeof path, "/proc/%d/maps", process);
    FILE *maps = fopen(path, "r");
    if (!maps || fscanf(maps, "%lx", &base) != 1) fail(path);
    fclose(maps);
    return base;
}

/* Maps the file anew when it has another length. */
static void follow(const char *path)
{
    struct stat now;
    if ((file < 0 && (file = open(path, O_RDONLY)) < 0) || fstat(file, &now) != 0) fail(path);
    if ((uint64_t)now.st_size == length) return;
    if (mapped) munmap(mapped, length);
    if (!(known = realloc(known, now.st_size))) fail("realloc");
    if ((uint64_t)now.st_size > length) memset(known + length, 0, now.st_size - length);
    length = now.st_size;
    mapped = mmap(NULL, length, PROT_READ, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED) fail("mmap");
}

/* Writes a state if the file has changed since the last one, or is another length. */
static int look(const char *path, uint64_t instruction, uint64_t step)
{
    uint64_t length_before = length;
    uint32_t count = 0;
    follow(path);
    for (uint64_t start = 0; start < length; start += page) {
        uint64_t end = start + page < length ? start + page : length;
        if (memcmp(mapped + start, known + start, end - start) == 0) continue;
        for (uint64_t at = start; at < end; at += 8) {
            uint32_t word = end - at < 8 ? end - at : 8;
            if (memcmp(mapped + at, known + at, word) == 0) continue;
            if (!count || changes[count - 1].offset + changes[count - 1].length != at) {
                if (count == most_changes) { fprintf(stderr, "too many changes\n"); exit(1); }
                changes[count++] = (struct change){ at, 0 };
            }
            changes[count - 1].length += word;
        }
    }
    if (!count && length == length_before) return 0;
    put((uint64_t[]){ instruction, step, length }, 24);
    put(&count, sizeof count);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t offset = changes[i].offset;
        put(&offset, 8);
        put(&changes[i].length, 4);
        put(memcpy(known + offset, mapped + offset, changes[i].length), changes[i].length);
    }
    return 1;
}

int main(int count, char **arguments)
{
    if (count < 5) { fprintf(stderr, "step STATES STORES FILE PROGRAM ARGUMENT...\n"); return 1; }
    const char *path = arguments[3];
    if (!(out = fopen(arguments[1], "wb"))) fail(arguments[1]);
    read_stores(arguments[2]);
    pid_t process = fork();
    if (process == 0) {
        if (ptrace(PTRACE_TRACEME, 0, 0, 0) != 0) _exit(not_permitted);
        _exit(execvp(arguments[4], arguments + 4));
    }

    struct user_regs_struct registers;
    int status, stepping = 0, signal = 0;
    uint64_t steps = 0, states = 0, at = 0;
    if (process < 0 || waitpid(process, &status, 0) != process) fail("start");
    if (WIFEXITED(status)) return WEXITSTATUS(status) == not_permitted ? not_permitted : 1;
    if (ptrace(PTRACE_SETOPTIONS, process, 0, PTRACE_O_EXITKILL) != 0) return not_permitted;
    uint64_t base = base_of(process);
    while (steps < most_steps) {
        if (ptrace(stepping ? PTRACE_SINGLESTEP : PTRACE_CONT, process, 0, (void *)(long)signal) != 0) fail("ptrace");
        if (waitpid(process, &status, __WALL) != process) fail("wait");
        if (!WIFSTOPPED(status)) { fprintf(stderr, "the writer ended early: %x\n", status); return 1; }
        signal = WSTOPSIG(status) == SIGTRAP || WSTOPSIG(status) == SIGUSR1 ? 0 : WSTOPSIG(status);
        if (ptrace(PTRACE_GETREGS, process, 0, &registers) != 0) fail("registers");
        uint64_t was_at = at - base;
        if (stepping && WSTOPSIG(status) == SIGTRAP) {
            /* rep movs and rep stos stop in each round: some of them are enough. */
            int goes_on = registers.rip == at && registers.rcx % sampled_rounds != 0;
            steps++;
            if (!goes_on && (was_at >= stores_end || stores[was_at])) states += look(path, was_at, steps);
        }
        at = registers.rip;
        if (WSTOPSIG(status) != SIGUSR1) continue;
        states += look(path, was_at, steps);
        if (stepping) break;
        stepping = 1;
    }
    kill(process, SIGKILL);
    if (waitpid(process, &status, 0) != process || fclose(out) != 0) fail("end");
    printf("%lu\n", steps);
    return steps < most_steps && states > 0 ? 0 : 1;
}
