/* Commits of one and of several keys, their record, snapshots, and writers that die: C1 to C5 and N1 to N3 of docs/concurrency.md.
   A word holds the number of the commit that stored it (read.pml has the blocks). A record holds what words become, 0 for a word that is not in it; its block is reused at once.
   The writer may die before every step; the next one carries a named record through, and may die in that as well.

   Models Store/Commits/CommitWriter.cs (Store) and CommitWriter.Pending.cs (StoreAll), Store/Attaching/CommitRedo.cs, Store/Snapshots/SnapshotScope.cs and CommitOverlay.cs.
   A snapshot is right if it is the state after one of the commits made between its beginning and its end, or the one before.

   Controls
     NAMED_LATE         the record is named after the words are stored
     NO_REDO            the next writer drops the record
     NO_OVERLAY         snapshots read the words alone though a record is named
     NO_LAST_LOOK       N3 is left out
     NO_RECORD_VERSION  at the end the record is known by its place alone
     FREED_EARLY        the record's block is reused before the header ceases to name it */

#ifndef COMMITS
#define COMMITS 3
#endif
#define DEATHS 2

byte word[2];
byte record;                      /* block of the record + 1, 0 for none */
byte rversion[2], r0[2], r1[2];   /* the blocks for records */
byte highest;                     /* the highest version in any block: the next writer finds it by walking the heap */
byte deaths;

/* The states that the commits made. */
byte made, s0[COMMITS + 1], s1[COMMITS + 1];

#define MAY_DIE if :: deaths < DEATHS -> deaths++; goto takeover :: true fi
#define MADE(a, b) made++; s0[made] = a; s1[made] = b

proctype Writer() {
  byte n, b, a0, a1;
takeover:
  if
  :: record != 0 ->
     b = record - 1;
#ifndef NO_REDO
     if :: r0[b] != 0 -> word[0] = r0[b] :: else fi;
     MAY_DIE;
     if :: r1[b] != 0 -> word[1] = r1[b] :: else fi;
     MAY_DIE;
#endif
     record = 0
  :: else
  fi;
  n = highest; b = 0; a0 = 0; a1 = 0;
  do
  :: made < COMMITS ->
     n++;
     MAY_DIE;
     if
     :: atomic { word[0] = n; highest = n; MADE(n, s1[made - 1]) }
     :: atomic { word[1] = n; highest = n; MADE(s0[made - 1], n) }
     :: if :: a0 = n; a1 = 0 :: a0 = n; a1 = n fi;
        if :: b = 0 :: b = 1 fi;
#ifndef FREED_EARLY
        assert(record == 0);
#endif
        rversion[b] = 0;
        r0[b] = a0;
        r1[b] = a1;
        atomic { rversion[b] = n; highest = n };
        MAY_DIE;
#ifdef NAMED_LATE
        word[0] = a0;
        if :: a1 != 0 -> word[1] = a1 :: else fi;
        MAY_DIE;
#endif
        atomic {                  /* the commit */
          record = b + 1;
          made++;
          s0[made] = a0;
          if :: a1 != 0 -> s1[made] = a1 :: else -> s1[made] = s1[made - 1] fi
        };
        MAY_DIE;
#ifdef FREED_EARLY
        rversion[b] = 0; r0[b] = 0; r1[b] = 0;
#endif
        word[0] = a0;
        MAY_DIE;
        if :: a1 != 0 -> word[1] = a1 :: else fi;
        MAY_DIE;
        record = 0
     fi
  :: else -> break
  od
}

proctype Snapshot() {
  byte x, y, taken, v, p0, p1, start, i;
  bool whole;
  start = made;
  taken = record;                                        /* Prepare: waiting is one of the interleavings */
#ifdef NO_OVERLAY
  taken = 0;
#endif
  if
  :: taken != 0 ->
     v = rversion[taken - 1];
     if :: v == 0 || record != taken -> goto again :: else fi;
     p0 = r0[taken - 1];
     p1 = r1[taken - 1];
     if :: rversion[taken - 1] != v -> goto again :: else fi
  :: else
  fi;
  if :: p0 != 0 -> x = p0 :: else -> x = word[0] fi;     /* N1 */
  if :: p1 != 0 -> y = p1 :: else -> y = word[1] fi;
  if                                                     /* N2 */
  :: taken == 0 ->
#ifndef NO_OVERLAY
     if :: record != 0 -> goto again :: else fi
#endif
  :: else ->
     if :: record != taken -> goto again :: else fi;
#ifndef NO_RECORD_VERSION
     if :: rversion[taken - 1] != v -> goto again :: else fi
#endif
  fi;
#ifndef NO_LAST_LOOK
  if :: p0 == 0 && word[0] != x -> goto again :: else fi;/* N3 */
  if :: p1 == 0 && word[1] != y -> goto again :: else fi;
#endif
  d_step {
    i = start;
    do
    :: i <= made -> whole = whole || (s0[i] == x && s1[i] == y); i++
    :: else -> break
    od;
    assert(whole)
  };
again: skip
}

init { atomic { run Writer(); run Snapshot() } }
