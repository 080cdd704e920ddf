/* Looking for a key in a segment of a map while entries are inserted, replaced, removed, and added again elsewhere.
   Two buckets of two lanes; all keys belong to the first bucket and overflow into the second. A lane is 0 (empty), 1 (removed), or a key; key 4 is looked for.

   Models SegmentProbe.Find (Store/Maps/Index), SegmentLanes.FreeLane and WordOfRemoved, MapWriter.Set and Remove. growth.pml has segments that are replaced, read.pml the blocks.
   The lanes of the segment are loaded in any order, as arm64 may: neither the order within a bucket nor that of the buckets matters.
   "Missing" is right if the key was missing at some moment during the look-up. A key that is replaced is never missing.

   Controls
     EMPTIED         a removal always empties the lane
     TAKEN_ANYWHERE  an insertion takes any free lane, and goes past an empty one
     MOVED           an entry that is replaced goes to a free lane, and its old lane is marked as removed then
     SWAPPED         the same, the old lane first */

#define KEY 4
#define OPERATIONS 6

byte lane[4];
bool absent = true;         /* the key is not in the map */
bool wasAbsent;             /* since the look-up began */

#define FREE(i) (lane[i] < 2)
#define HAS_EMPTY(bucket) (lane[2 * (bucket)] == 0 || lane[2 * (bucket) + 1] == 0)
#define PRESENT(k) (lane[0] == k || lane[1] == k || lane[2] == k || lane[3] == k)

/* What the writer computes from lanes that nobody else changes is one step. */
inline freeLane(i) {
  atomic {
    if
#ifdef TAKEN_ANYWHERE
    :: FREE(3) -> i = 3
#endif
    :: FREE(0) -> i = 0
    :: !FREE(0) && FREE(1) -> i = 1
    :: !FREE(0) && !FREE(1) && FREE(2) -> i = 2
    :: !FREE(0) && !FREE(1) && !FREE(2) && FREE(3) -> i = 3
    :: else -> i = 255
    fi
  }
}

inline removed(i, w) {
  atomic {
#ifdef EMPTIED
    w = 0
#else
    if :: HAS_EMPTY(i / 2) -> w = 0 :: else -> w = 1 fi
#endif
  }
}

inline place(k, i) {
  atomic { i = 0; do :: lane[i] == k -> break :: else -> i++ od }
}

proctype Writer() {
  byte n, k, i, j, w;
  do
  :: n < OPERATIONS ->
     n++;
     if :: k = 2 :: k = 3 :: k = KEY fi;
     if
     :: !PRESENT(k) ->
        freeLane(i);
        if :: i < 4 -> atomic { lane[i] = k; absent = absent && k != KEY } :: else fi
     :: PRESENT(k) ->                                    /* removal: one store */
        place(k, i);
        removed(i, w);
        atomic { lane[i] = w; if :: k == KEY -> absent = true; wasAbsent = true :: else fi }
#if defined(MOVED) || defined(SWAPPED)
     :: PRESENT(k) ->                                    /* replacement: one store to the same lane, which then names another block */
        place(k, i);
        freeLane(j);
        if
        :: j < 4 ->
#ifdef MOVED
           lane[j] = k; lane[i] = 1
#else
           lane[i] = 1; lane[j] = k
#endif
        :: else
        fi
#endif
     fi
  :: else -> break
  od
}

proctype Reader() {
  byte l[4], seen, i;
  atomic { wasAbsent = absent };
  do                                                     /* every lane once, in any order */
  :: !(seen & 1) -> l[0] = lane[0]; seen = seen | 1
  :: !(seen & 2) -> l[1] = lane[1]; seen = seen | 2
  :: !(seen & 4) -> l[2] = lane[2]; seen = seen | 4
  :: !(seen & 8) -> l[3] = lane[3]; seen = seen | 8
  :: seen == 15 -> break
  od;
  atomic {
    if
    :: l[0] == KEY || l[1] == KEY -> i = 1
    :: else -> if :: l[0] == 0 || l[1] == 0 -> i = 0 :: else -> if :: l[2] == KEY || l[3] == KEY -> i = 1 :: else -> i = 0 fi fi
    fi;
    assert(i == 1 || wasAbsent);
    i = 0
  }
}

init { atomic { run Writer(); run Reader() } }
