/* Several writers take turns by one word in shared memory, {owner's seat, number of the turn, repair due}, changed by compare-and-exchange alone. A writer holds a lock on the byte of its seat, which the
   kernel releases when the writer is dead and not before; a seat that is free is given to the next writer, also before anybody has noticed the death.
   Three writers, two seats. A writer may die before every step, and may be paused for as long as the others like: that is what interleaving means.

   Models the turns of several writers (WriterTurn): begin, take over, repair, end. Sleeping is left out, for every sleep is bounded.
   Right if a turn is taken over from the dead alone, only whoever's turn it is changes the store, and nobody begins with what a dead writer left half done.
   Left out too: a file system that forgets a lock though its holder lives. The holder looks at the word after every step then, which bounds the harm and does not exclude it.

   Controls
     BY_TIME           an owner that takes long is taken for dead
     NO_NUMBER         the exchange compares the owner alone
     SEAT_IS_IDENTITY  a writer that finds its own seat in the word goes on as the owner, without repair
     ENDED_EARLY       the turn ends before its last store
     NO_REPAIR         a turn is taken over without repair */

#define WRITERS 3
#define TURNS 2
#define DEATHS 2

byte owner;                 /* seat + 1, 0 for nobody */
byte number;
bool due;
byte seat[2];               /* who has its lock: writer + 1 */
byte a, b;                  /* the store: equal between turns */
byte deaths;

byte turnOf;                /* whose turn it is in truth: writer + 1 */
bool dead[WRITERS];

#define MAY_DIE if :: atomic { deaths < DEATHS -> deaths++; dead[me] = true; seat[s] = 0; goto gone } :: true fi
#ifdef NO_NUMBER
#define STANDS (owner == o)
#else
#define STANDS (owner == o && number == n && due == r)
#endif

proctype Writer(byte me) {
  byte s, o, n, turns;
  bool r;
  atomic { if :: seat[0] == 0 -> s = 0 :: seat[1] == 0 -> s = 1 fi; seat[s] = me + 1 };
  do
  :: turns < TURNS ->
     MAY_DIE;
     atomic { o = owner; n = number; r = due };
     if
     :: o == 0 ->
        atomic { if :: STANDS -> owner = s + 1; number++; turnOf = me + 1 :: else -> goto again fi }
     :: o != 0 ->
#ifndef BY_TIME
        if :: o == s + 1 || seat[o - 1] == 0 -> skip :: else -> goto again fi;
#endif
        MAY_DIE;
        atomic {
          if
          :: STANDS ->
             assert(turnOf == 0 || dead[turnOf - 1]);    /* never the living */
             owner = s + 1; number++; turnOf = me + 1;
#ifdef SEAT_IS_IDENTITY
             if :: o != s + 1 -> due = true :: else fi
#else
             due = true
#endif
          :: else -> goto again
          fi
        }
     fi;
     turns++;
     MAY_DIE;
#ifndef NO_REPAIR
     if
     :: due ->
        b = a;                                           /* repair, which does the same when it is done again */
        MAY_DIE;
        atomic { assert(turnOf == me + 1); due = false }
     :: else
     fi;
#endif
     MAY_DIE;
     assert(a == b);                                     /* nothing half done is begun with */
     atomic { assert(turnOf == me + 1); a++ };
     MAY_DIE;
#ifdef ENDED_EARLY
     atomic { owner = 0; turnOf = 0 };
     atomic { assert(turnOf == me + 1 || turnOf == 0); b = a };
#else
     atomic { assert(turnOf == me + 1); b = a };
     MAY_DIE;
     atomic { owner = 0; turnOf = 0 };
#endif
again: o = 0; n = 0; r = false
  :: else -> break
  od;
  seat[s] = 0;
gone: skip
}

init { atomic { run Writer(0); run Writer(1); run Writer(2) } }
