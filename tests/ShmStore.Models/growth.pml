/* The index of a map grows while it is read, and its writer dies anywhere in that.
   A directory of two words, one for each half of the hashes, and one key in each half. A segment of depth 0 has both keys, one of depth 1 has one. Entries hold the number of the commit that
   stored them. Growing copies a segment into one or two others, redirects the words, and fills the old segment with zeros; the next writer sets the words back if only some were redirected.

   Models Store/Maps/Index/IndexGrowth.cs (Replace, Split), IndexRecovery.cs (TakeBack, Repair), RecoveredHeap.EmptyFreeIndexBlocks, SegmentLease.cs, and MapReader.Usual.cs, which looks at no version.
   Found is right if the entry was the current one when its lane was looked at; missing, if the key was missing at some moment during the look-up.

   Controls
     ZEROS_FIRST         the old segment is filled with zeros before the words are redirected
     NO_ZEROS            it is not filled with zeros
     NO_TAKING_BACK      the next writer leaves the words as they are
     EMPTIED_BEFORE      the next writer fills the free segments with zeros before it sets the words back
     NO_LEASE            a missing key is missing, without a second look
     NO_SEGMENT_VERSION  the second look is at the word alone
     VERSION_BEFORE_WORD the second look is at the version before the word */

#define SEGMENTS 4
#define COMMITS 2
#define GROWTHS 2
#define DEATHS 1

byte directory[2];                /* segment + 1 */
byte version[SEGMENTS], depth[SEGMENTS];
byte e0[SEGMENTS], e1[SEGMENTS];  /* the entries of the two keys */
byte structures, growths, deaths;
byte current[2];                  /* 0 = not in the map */
bool wasAbsent;                   /* key 0, since the look-up began */
byte commits;

#define NAMED(s) (directory[0] == s + 1 || directory[1] == s + 1)
#define MAY_DIE if :: deaths < DEATHS -> deaths++; goto takeover :: true fi
#define ZEROS(s) e0[s] = 0; e1[s] = 0

inline take(s) {                  /* any free segment */
  atomic {
    if :: !NAMED(0) && taken != 1 -> s = 0 :: !NAMED(1) && taken != 2 -> s = 1 :: !NAMED(2) && taken != 3 -> s = 2 :: !NAMED(3) && taken != 4 -> s = 3 fi
  };
  version[s] = 0;
  ZEROS(s);
  structures++;
  version[s] = structures;
  depth[s] = d
}

inline set(h, v) {                /* one store to the lane: the commit */
  atomic {
    s = directory[h] - 1;
    if :: h == 0 -> e0[s] = v :: else -> e1[s] = v fi;
    current[h] = v;
    if :: h == 0 && v == 0 -> wasAbsent = true :: else fi
  }
}

proctype Writer() {
  byte s, low, high, old, h, d, taken;
  goto work;
takeover:
  s = 0; low = 0; high = 0; old = 0; h = 0; d = 0; taken = 0;
#ifdef EMPTIED_BEFORE
  do :: s < SEGMENTS -> if :: !NAMED(s) || depth[s] > depth[directory[0] - 1] || depth[s] > depth[directory[1] - 1] -> ZEROS(s) :: else fi; s++ :: else -> break od;
#endif
#ifndef NO_TAKING_BACK
  if
  :: depth[directory[0] - 1] > depth[directory[1] - 1] -> directory[0] = directory[1]
  :: depth[directory[0] - 1] < depth[directory[1] - 1] -> directory[1] = directory[0]
  :: else
  fi;
#endif
#ifndef EMPTIED_BEFORE
  do :: s < SEGMENTS -> if :: !NAMED(s) -> ZEROS(s) :: else fi; s++ :: else -> break od;
#endif
work:
  do
  :: commits < COMMITS ->
     commits++;
     if :: h = 0 :: h = 1 fi;
     if
     :: set(h, commits)
     :: current[h] != 0 -> set(h, 0)
     fi
  :: growths < GROWTHS ->
     growths++;
     if :: h = 0 :: h = 1 fi;
     old = directory[h] - 1;
     d = 1;
     taken = 0;
     MAY_DIE;
     take(low);
     taken = low + 1;
     if
     :: depth[old] == 0 ->
        take(high);
        e0[low] = e0[old];
        e1[high] = e1[old]
     :: else ->
        if :: h == 0 -> e0[low] = e0[old] :: else -> e1[low] = e1[old] fi;
        high = low
     fi;
     MAY_DIE;
#ifdef ZEROS_FIRST
     ZEROS(old);
#endif
     if
     :: depth[old] == 0 ->
        directory[0] = low + 1;
        MAY_DIE;
        directory[1] = high + 1
     :: else ->
        directory[h] = low + 1
     fi;
     MAY_DIE;
#ifndef NO_ZEROS
     ZEROS(old);
#endif
     MAY_DIE
  :: commits >= COMMITS && growths >= GROWTHS -> break
  od
}

/* Looks for key 0. */
proctype Reader() {
  byte w, v, e;
  atomic { wasAbsent = (current[0] == 0) };
  w = directory[0];
  if
  :: goto look                                           /* the short look-up: what it finds counts whatever became of the segment */
  :: true
  fi;
  v = version[w - 1];
  if :: v == 0 || directory[0] != w -> goto again :: else fi;
look:
  atomic { e = e0[w - 1]; assert(e == 0 || e == current[0]) };
  if
  :: e == 0 && v != 0 ->
#ifndef NO_LEASE
#ifdef VERSION_BEFORE_WORD
     if :: version[w - 1] != v -> goto again :: else fi;
#endif
     if :: directory[0] != w -> goto again :: else fi;
#if !defined(NO_SEGMENT_VERSION) && !defined(VERSION_BEFORE_WORD)
     if :: version[w - 1] != v -> goto again :: else fi;
#endif
#endif
     assert(wasAbsent)
  :: else
  fi;
again: skip
}

init {
  atomic {
    directory[0] = 1; directory[1] = 1;
    version[0] = 1; structures = 1;
    run Writer(); run Reader()
  }
}
