/* What a snapshot notes of keys that are not in a map, and of the number of entries: the map's counter of changes, odd while an entry is changed.
   Two keys, of which it looks at one twice. A lane holds the number of the commit that stored it, 0 when the key is not there: that value returns, which is why the counter is needed.
   The number of entries is stored a moment before the lane, and taken while the counter is even (the code's patience with a writer that died in that moment is left out).
   While the counter is odd it is the same before and after the lane is stored: then what the lanes hold is noted too (the code notes their sum, which one change of one lane always changes), and looked at before the counter.
   The writer may die at any step; the next one ends a change that was left open.

   Models Store/Maps/Index/MapIndex.Commits.cs, MapReader.Snapshot.cs, IndexRecovery.Repair.
   A snapshot is right if it is the state after one of the commits made between its beginning and its end, or the one before.

   Controls
     NO_COUNTER       a missing key is noted as its empty lane
     NOT_RAISED_FIRST the counter is raised only after the change
     NOT_RAISED_LAST  the counter is raised only before the change, by one
     NO_LANES         what the lanes hold is not noted while the counter is odd
     LANES_LAST       what the lanes hold is looked at after the counter */

#define COMMITS 3
#define DEATHS 1

byte lane[2];
byte changes;
byte count;
byte deaths;
byte made, s0[COMMITS + 1], s1[COMMITS + 1];

#define MAY_DIE if :: deaths < DEATHS -> deaths++; goto takeover :: true fi

proctype Writer() {
  byte k, v;
takeover:
  atomic { count = (lane[0] != 0) + (lane[1] != 0) };
  changes = changes + changes % 2;
  do
  :: made < COMMITS ->
     if :: k = 0 :: k = 1 fi;
     if :: v = made + 1 :: lane[k] != 0 -> v = 0 fi;
#ifndef NOT_RAISED_FIRST
#ifdef NOT_RAISED_LAST
     changes++;
#else
     changes = changes | 1;
#endif
#endif
     MAY_DIE;
     count = count + (v != 0) - (lane[k] != 0);
     MAY_DIE;
     atomic {                     /* the commit */
       lane[k] = v;
       made++;
       if :: k == 0 -> s0[made] = v; s1[made] = s1[made - 1] :: else -> s0[made] = s0[made - 1]; s1[made] = v fi
     };
     MAY_DIE;
#ifndef NOT_RAISED_LAST
     changes++;
#endif
     k = 0; v = 0
  :: else -> break
  od
}

proctype Snapshot() {
  byte m[2], f[2], t[2], c, noted, start, i, k, n, v;
  bool whole, absent, counted, summed, seen, differ;
  start = made;
  if
  :: counted = true;
     absent = true;
     noted = changes;
     n = count;
#ifndef NOT_RAISED_LAST
     if :: noted % 2 != 0 -> goto again :: else fi
#endif
  :: true
  fi;
  if :: k = 0 :: k = 1 fi;                               /* in either order */
  do
  :: i < 3 ->
     c = changes;
#ifndef NO_LANES
     if
     :: c % 2 != 0 ->
        t[0] = lane[0];
        t[1] = lane[1];
        if :: summed && (m[0] != t[0] || m[1] != t[1]) -> goto again :: else fi;
        m[0] = t[0];
        m[1] = t[1];
        summed = true
     :: else
     fi;
#endif
     v = lane[k];
     if
     :: v == 0 ->
        if :: absent && noted != c -> goto again :: else fi;
        absent = true;
        noted = c
     :: else ->
        if :: f[k] != 0 && f[k] != v -> goto again :: else fi;
        f[k] = v
     fi;
     if
     :: i == 0 -> seen = (v != 0)
     :: i == 2 -> differ = (seen != (v != 0))           /* the two looks at the same key: right only if it is taken again */
     :: else
     fi;
     k = 1 - k;
     i++
  :: else -> break
  od;
#ifndef LANES_LAST
  if :: summed && (m[0] != lane[0] || m[1] != lane[1]) -> goto again :: else fi;
#endif
  i = 0;
  do
  :: i < 2 ->
     if
#ifdef NO_COUNTER
     :: lane[i] != f[i] -> goto again
#else
     :: f[i] != 0 && lane[i] != f[i] -> goto again
#endif
     :: else
     fi;
     i++
  :: else -> break
  od;
#ifndef NO_COUNTER
  if :: absent && changes != noted -> goto again :: else fi;
#endif
#ifdef LANES_LAST
  if :: summed && (m[0] != lane[0] || m[1] != lane[1]) -> goto again :: else fi;
#endif
  skip;
  d_step {
    assert(!differ);
    i = start;
    do
    :: i <= made -> whole = whole || (s0[i] == f[0] && s1[i] == f[1] && (!counted || n == (s0[i] != 0) + (s1[i] != 0))); i++
    :: else -> break
    od;
    assert(whole)
  };
again: skip
}

init { atomic { run Writer(); run Snapshot() } }
