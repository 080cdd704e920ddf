/* The read protocol: a slot names an immutable block, and the writer may reuse any free block at once.
   Reader: slot, version, slot again (this block, at this version, was the slot's), data, version again (it was not reused).

   Models Store/Reading/BlockLease.cs and FixedLoad.cs against BlockHeader.Invalidate, CommitWriter.Stage and CommitWriter.Store.
   A block has two words of data and the name of the key it was written for; d0 != d1 is a torn document.

   Controls
     NO_INVALIDATION  the writer overwrites a block whose old version still stands
     NO_RECHECK       the slot is not looked at again
     BOTH_AT_END      both looks at the end, the version before the slot
     NO_LAST_LOOK     the version is not looked at again */

#define BLOCKS 3
#define COMMITS 5
#define READS 2

byte slot[2];             /* block + 1, 0 = empty */
byte version[BLOCKS];     /* 0 = invalid */
byte d0[BLOCKS], d1[BLOCKS], owner[BLOCKS];
bool isFree[BLOCKS];
byte published[2];        /* the newest version of each key */

proctype Writer() {
  byte s, b, old, commit;
  do
  :: commit < COMMITS ->
     if :: s = 0 :: s = 1 fi;
     if :: isFree[0] -> b = 0 :: isFree[1] -> b = 1 :: isFree[2] -> b = 2 fi;
     isFree[b] = false;
#ifndef NO_INVALIDATION
     version[b] = 0;
#endif
     d0[b] = commit + 1;
     owner[b] = s;
     d1[b] = commit + 1;
     version[b] = commit + 1;
     old = slot[s];
     slot[s] = b + 1;     /* the commit */
     commit++;
     published[s] = commit;
     if :: old != 0 -> isFree[old - 1] = true :: else fi
  :: else -> break
  od
}

proctype Reader() {
  byte s, b, v, x, y, o, last, before, n;
  do
  :: n < READS ->
     before = published[0];
     s = slot[0];
     if :: s == 0 -> goto next :: else fi;
     b = s - 1;
     v = version[b];
     if :: v == 0 -> goto next :: else fi;
#if !defined(NO_RECHECK) && !defined(BOTH_AT_END)
     if :: slot[0] != s -> goto next :: else fi;
#endif
     x = d0[b]; o = owner[b]; y = d1[b];
#ifndef NO_LAST_LOOK
     if :: version[b] != v -> goto next :: else fi;
#endif
#ifdef BOTH_AT_END
     if :: slot[0] != s -> goto next :: else fi;
#endif
     assert(x == y && x == v);              /* whole */
     assert(o == 0);                        /* this key's */
     assert(v >= last && v >= before);      /* never back, and never older than what was published before the read began */
     last = v;
next: n++
  :: else -> break
  od
}

init { atomic { isFree[0] = true; isFree[1] = true; isFree[2] = true; run Writer(); run Reader() } }
