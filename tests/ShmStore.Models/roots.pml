/* The root of a map's index is replaced while the map is read: its directory is doubled, or all entries are removed, and the writer dies anywhere in that. Two maps use the same free roots and segments.
   Map A has two keys, one in each half of the hashes. Its root has a directory of one word or of two. Entries hold the number of the commit that stored them. Map B has an entry in every segment of its own, which is no
   key of A's; it is cleared as well, so that what A gives back becomes B's, and the other way round. Segments that are split or renewed under one root are in growth.pml, which also shows what the zeros and the look at the segment are for, commits of several keys in commit.pml.

   Models Store/Maps/Index/IndexGrowth.cs (DoubleDirectory, ReplaceRoot, Release), MapIndex.cs (Clear), IndexRecovery.cs, RecoveredHeap.EmptyFreeIndexBlocks, SegmentLease.cs, MapReader.Usual.cs (a directory that is kept)
   and MapReader.Snapshot.cs.
   What a look-up finds or misses is right if it was so at some moment during it; a snapshot, if both keys were so at one moment during it.

   Controls
     ZEROS_FIRST        the segments are filled with zeros before the slot names the new root
     LATE_COPY          the entries are not in the new directory's segments: the upper half of a doubled directory names an empty one
     NO_LEASE           a missing key is missing, without a second look
     NO_ROOT_LOOK       the second look is at directory word and segment alone
     FOUND_WITHOUT_ROOT a snapshot notes of an entry that it has found the lane, and not the root
     ROOT_BY_PLACE      a snapshot notes of the root its place, and not its version
     ROOT_FIRST         at the end of a snapshot, the look at the root comes before that at its counter
     NO_CHANGES         a snapshot notes of a missing key the root, and not its counter of changes */

#ifndef STRUCTURES
#define STRUCTURES 2                /* how often a root is replaced */
#endif
#ifndef COMMITS
#define COMMITS 2                   /* entries set and removed in map A, and maps cleared */
#endif
#define ROOTS 3
#define SEGMENTS 3
#define DEATHS 1
#define FOREIGN 99
#define STATES 9

byte slotA, slotB;                  /* root + 1 */
byte rversion[ROOTS], depth[ROOTS], w0[ROOTS], w1[ROOTS], changes[ROOTS];
byte sversion[SEGMENTS], e0[SEGMENTS], e1[SEGMENTS];
byte versions, structures, commits, deaths;

/* The states of map A. */
byte made, s0[STATES], s1[STATES];

#define MAY_DIE if :: deaths < DEATHS -> deaths++; goto takeover :: true fi
#define ROOT_ZEROS(r) d_step { depth[r] = 0; w0[r] = 0; w1[r] = 0; changes[r] = 0 }
#define ZEROS(s) d_step { e0[s] = 0; e1[s] = 0 }
#define NAMED(r) (slotA == r + 1 || slotB == r + 1)
#define NAMES(r, s) (NAMED(r) && (w0[r] == s + 1 || w1[r] == s + 1))
#define IN_USE(s) (NAMES(0, s) || NAMES(1, s) || NAMES(2, s))
#define FORGET r = 0; s = 0; old = 0; seg = 0; v = 0; upper = false
#define MADE(a, b) made++; s0[made] = a; s1[made] = b

inline takeRoot(r) {
  d_step {
    if :: !NAMED(0) -> r = 0 :: !NAMED(1) -> r = 1 :: else -> r = 2 fi;
    versions++;
    rversion[r] = 0
  };
  d_step { depth[r] = 0; w0[r] = 0; w1[r] = 0; changes[r] = 0; rversion[r] = versions }
}

inline takeSegment(s) {
  d_step {
    if :: !IN_USE(0) -> s = 0 :: !IN_USE(1) -> s = 1 :: else -> s = 2 fi;
    versions++;
    sversion[s] = 0
  };
  d_step { e0[s] = 0; e1[s] = 0; sversion[s] = versions }
}

inline evenChanges(slot) { changes[slot - 1] = (changes[slot - 1] + 1) & 254 }

proctype Writer() {
  byte r, s, old, seg, v;
  bool upper;
  goto work;
takeover:
  FORGET;
  d_step { do :: s < SEGMENTS -> if :: !IN_USE(s) -> e0[s] = 0; e1[s] = 0 :: else fi; s++ :: else -> s = 0; break od };
  d_step { do :: r < ROOTS -> if :: !NAMED(r) -> depth[r] = 0; w0[r] = 0; w1[r] = 0; changes[r] = 0 :: else fi; r++ :: else -> r = 0; break od };
  evenChanges(slotA);
work: skip;
  do
  :: atomic { commits < COMMITS ->  /* an entry of A is set, or removed */
     commits++;
     old = slotA - 1;
     if :: v = commits :: v = 0 fi;
     if :: upper = true; seg = w1[old] :: upper = false; seg = w0[old] fi;
     if :: depth[old] == 0 -> seg = w0[old] :: else fi;
     changes[old] = changes[old] | 1 };
     MAY_DIE;
     if
     :: !upper -> atomic { e0[seg - 1] = v; MADE(v, s1[made - 1]) }
     :: upper -> atomic { e1[seg - 1] = v; MADE(s0[made - 1], v) }
     fi;
     MAY_DIE;
     d_step { changes[old] = changes[old] + 1; FORGET }
  :: atomic { structures < STRUCTURES && depth[slotA - 1] == 0 ->
     structures++;                  /* the directory of A is doubled: both words name the segment that there is */
     old = slotA - 1 };
#ifdef LATE_COPY
     takeSegment(s);
#endif
     takeRoot(r);
     d_step {
       depth[r] = 1;
       w0[r] = w0[old];
#ifdef LATE_COPY
       w1[r] = s + 1;
#else
       w1[r] = w0[old];
#endif
       changes[r] = changes[old]
     };
     MAY_DIE;
     slotA = r + 1;
     MAY_DIE;
     ROOT_ZEROS(old);
     MAY_DIE;
     FORGET
  :: atomic { structures < STRUCTURES && commits < COMMITS ->
     structures++;                  /* A is cleared */
     commits++;
     old = slotA - 1;
     seg = w0[old] };
     takeSegment(s);
     takeRoot(r);
     d_step { w0[r] = s + 1; changes[old] = changes[old] | 1 };
     MAY_DIE;
     changes[r] = changes[old] + 1;
#ifdef ZEROS_FIRST
     ZEROS(seg - 1);
     MAY_DIE;
#endif
     atomic { slotA = r + 1; MADE(0, 0) };
     MAY_DIE;
     ZEROS(seg - 1);
     MAY_DIE;
     ROOT_ZEROS(old);
     MAY_DIE;
     FORGET
  :: atomic { structures < STRUCTURES ->
     structures++;                  /* B gets another root and segment, and an entry in it */
     old = slotB - 1;
     seg = w0[old] };
     takeSegment(s);
     takeRoot(r);
     w0[r] = s + 1;
     MAY_DIE;
     slotB = r + 1;
     MAY_DIE;
     ZEROS(seg - 1);
     MAY_DIE;
     ROOT_ZEROS(old);
     MAY_DIE;
     d_step { e0[s] = FOREIGN; e1[s] = FOREIGN; FORGET }
  :: structures >= STRUCTURES && commits >= COMMITS -> break
  od
}

#define WORD(r, isUpper) (two != 0 && (isUpper) -> w1[r - 1] : w0[r - 1])
#define LANE(s, isUpper) ((isUpper) -> e1[s] : e0[s])

/* SegmentLease: r, rv, two (the depth), w, sv; and e, 0 for a missing key. */
inline lookUp(isUpper) {
  r = slotA;
  rv = rversion[r - 1];
  if :: rv == 0 || slotA != r -> goto again :: else fi;
  two = depth[r - 1];
  w = WORD(r, isUpper);
  if :: w == 0 -> goto again :: else fi;
  sv = sversion[w - 1];
  if :: sv == 0 || WORD(r, isUpper) != w -> goto again :: else fi;
  c = changes[r - 1];
  e = LANE(w - 1, isUpper);
  if
  :: e == 0 || e == FOREIGN ->
     e = 0;
#ifndef NO_LEASE
#ifndef NO_ROOT_LOOK
     if :: slotA != r -> goto again :: else fi;
     if :: rversion[r - 1] != rv -> goto again :: else fi;
#endif
     if :: WORD(r, isUpper) != w -> goto again :: else fi;
     if :: sversion[w - 1] != sv -> goto again :: else fi
#endif
  :: else
  fi
}

#define CHECK(condition) d_step { i = start; do :: i <= made -> right = right || (condition); i++ :: else -> break od; assert(right) }

proctype LookUp() {
  byte r, rv, two, w, sv, c, e, start, i;
  bool upper, right;
  if :: upper = false :: upper = true fi;
  r = slotA;                        /* the short look-up keeps the directory of a root that it has seen before */
  two = depth[r - 1];
  if :: slotA != r -> goto again :: else fi;
  start = made;
  if
  :: slotA == r ->
     w = WORD(r, upper);
     if :: w == 0 -> goto again :: else fi;
     e = LANE(w - 1, upper);
     if :: e == 0 || e == FOREIGN -> goto again :: else fi
  :: lookUp(upper)
  fi;
  CHECK((upper && s1[i] == e) || (!upper && s0[i] == e));
again: skip
}

proctype Snapshot() {
  byte r, rv, two, w, sv, c, e, start, i, r0, rv0, c0, x, l0;
  bool right;
  start = made;
  lookUp(false);
  r0 = r; rv0 = rv; c0 = c; x = e; l0 = w;
  lookUp(true);
  /* All that was noted once more, as at N3. */
#ifdef ROOT_FIRST
  if :: r0 != r || slotA != r || rversion[r - 1] != rv -> goto again :: else fi;
#endif
#ifndef NO_CHANGES
  if :: x == 0 && changes[r0 - 1] != c0 -> goto again :: else fi;
  if :: e == 0 && changes[r - 1] != c -> goto again :: else fi;
#endif
  if :: x != 0 && e0[l0 - 1] != x -> goto again :: else fi;
  if :: e != 0 && e1[w - 1] != e -> goto again :: else fi;
#ifndef ROOT_FIRST
#ifdef FOUND_WITHOUT_ROOT
  if :: x == 0 && slotA != r0 -> goto again :: else fi;
  if :: e == 0 && slotA != r -> goto again :: else fi;
  if :: x == 0 && rversion[r0 - 1] != rv0 -> goto again :: else fi;
  if :: e == 0 && rversion[r - 1] != rv -> goto again :: else fi;
#else
  if :: r0 != r || slotA != r -> goto again :: else fi;
#ifndef ROOT_BY_PLACE
  if :: rv0 != rv || rversion[r - 1] != rv -> goto again :: else fi;
#endif
#endif
#endif
  CHECK(s0[i] == x && s1[i] == e);
again: skip
}

init {
  atomic {
    slotA = 1; rversion[0] = 1; w0[0] = 1; sversion[0] = 1; e1[0] = 98;
    slotB = 2; rversion[1] = 2; w0[1] = 2; sversion[1] = 2; e0[1] = FOREIGN; e1[1] = FOREIGN;
    versions = 2; s1[0] = 98;
    run Writer();
    if :: run LookUp() :: run Snapshot() fi
  }
}
