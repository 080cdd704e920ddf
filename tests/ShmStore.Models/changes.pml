/* What a snapshot notes of keys that are not in a map, and of the number of entries: the map's counter of changes, odd while an entry is changed.
   Two keys. A lane holds the number of the commit that stored it, 0 when the key is not there: that value returns, which is why the counter is needed.
   The number of entries is stored a moment before the lane, and taken while the counter is even (the code's patience with a writer that died in that moment is left out).
   The writer may die at any step; the next one ends a change that was left open.

   Models Store/Maps/Index/MapIndex.Commits.cs, MapReader.Snapshot.cs, IndexRecovery.Repair.
   A snapshot is right if it is the state after one of the commits made between its beginning and its end, or the one before.

   Controls
     NO_COUNTER       a missing key is noted as its empty lane
     NOT_RAISED_FIRST the counter is raised only after the change
     NOT_RAISED_LAST  the counter is raised only before the change, by one
     LEFT_OPEN        the next writer does not end the change that was left open */

#define COMMITS 3
#define DEATHS 2

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
#ifndef LEFT_OPEN
  changes = changes + changes % 2;
#endif
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
  byte l[2], c, noted, start, i, k, n;
  bool whole, absent, counted;
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
  :: i < 2 ->
     c = changes;
     l[k] = lane[k];
     if
     :: l[k] == 0 ->
        if :: absent && noted != c -> goto again :: else fi;
        absent = true;
        noted = c
     :: else
     fi;
     k = 1 - k;
     i++
  :: else -> break
  od;
  i = 0;
  do
  :: i < 2 ->
     if
#ifdef NO_COUNTER
     :: lane[i] != l[i] -> goto again
#else
     :: l[i] != 0 && lane[i] != l[i] -> goto again
#endif
     :: else
     fi;
     i++
  :: else -> break
  od;
#ifndef NO_COUNTER
  if :: absent && changes != noted -> goto again :: else fi;
#endif
  skip;
  d_step {
    i = start;
    do
    :: i <= made -> whole = whole || (s0[i] == l[0] && s1[i] == l[1] && (!counted || n == (s0[i] != 0) + (s1[i] != 0))); i++
    :: else -> break
    od;
    assert(whole)
  };
again: skip
}

init { atomic { run Writer(); run Snapshot() } }
