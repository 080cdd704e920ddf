/* Waiting: those who wait announce themselves, and a writer makes a system call only if somebody may be asleep. No wake-up is lost.
   Both sides store one word and then load the other's (store buffering), so the stores go through a buffer that is emptied at any later time, or by a fence. The writer executes none: the barrier
   that a waiter issues empties the waiter's buffer first, and then, at some moment before it returns, the writer's. Only before it wakes somebody, which is rare, the writer executes a fence.

   Models Memory/Linux/FutexWaitChannel.cs (Signal, Block, Announce). The kernel's comparison and its waking are one step each. A sleep without a limit: the patience of the channel is left out.
   Right if nobody sleeps for ever: the search ends in no state in which somebody still waits.

   Controls
     NO_BARRIER         a waiter executes a fence of its own only
     BARRIER_TOO_EARLY  the writer's buffer is emptied before the announcement is visible
     WAKES_UNFENCED     the writer wakes those who sleep before its counter is visible
     CLEARED_FLAG       the announcement is a flag, which the writer clears */

#define COMMITS 3
#define WAITERS 2

byte counter, announced;                     /* in memory */
bool counterWaits; byte counterBuffer;       /* in the writer's buffer */
bool announcedWaits[WAITERS]; byte announcedBuffer[WAITERS];
bool asleep[WAITERS];

#define MAX(a, b) (a > b -> a : b)

/* Buffers are emptied at any time. */
active proctype Memory() {
end:
  do
  :: atomic { counterWaits -> counter = counterBuffer; counterWaits = false }
  :: atomic { announcedWaits[0] -> announced = MAX(announced, announcedBuffer[0]); announcedWaits[0] = false }
  :: atomic { announcedWaits[1] -> announced = MAX(announced, announcedBuffer[1]); announcedWaits[1] = false }
  od
}

active proctype Writer() {
  byte now, last, seen;
  do
  :: now < COMMITS ->
     now++;
     atomic { !counterWaits -> counterBuffer = now; counterWaits = true };
     seen = announced;
#ifdef CLEARED_FLAG
     if :: seen != 0 -> announced = 0; atomic { asleep[0] = false; asleep[1] = false } :: else fi
#else
     if
     :: seen > last ->
#ifndef WAKES_UNFENCED
        !counterWaits;
#endif
        atomic { asleep[0] = false; asleep[1] = false }
     :: else
     fi;
#endif
     last = now
  :: else -> break
  od
}

/* Waits until it has seen the last commit. */
proctype Waiter(byte me) {
  byte seen;
  do
  :: seen < COMMITS ->
     if :: counter != seen -> seen = counter; goto next :: else fi;
     atomic {
       !announcedWaits[me];
#ifdef CLEARED_FLAG
       announcedBuffer[me] = 1;
#else
       announcedBuffer[me] = seen + 1;
#endif
       announcedWaits[me] = true
     };
#ifdef BARRIER_TOO_EARLY
     !counterWaits;
#endif
     !announcedWaits[me];
#if !defined(NO_BARRIER) && !defined(BARRIER_TOO_EARLY)
     !counterWaits;
#endif
     if :: counter != seen -> seen = counter; goto next :: else fi;
     atomic { if :: counter == seen -> asleep[me] = true :: else fi };
     !asleep[me];
     seen = counter;
next: skip
  :: else -> break
  od
}

init { atomic { run Waiter(0); run Waiter(1) } }
