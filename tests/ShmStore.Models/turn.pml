/* Several writers take turns by one word in shared memory, {owner's seat, number of the turn, repair due}, changed by compare-and-exchange alone. A writer holds a lock on the byte of its seat, which the
   kernel releases when the writer is dead and not before; a seat that is free is given to the next writer, also before anybody has noticed the death.
   Three writers, two seats. A writer may die before every step, and may be paused for as long as the others like: that is what interleaving means.

   Models the turns of several writers (WriterTurn): begin, take over, repair, end. Sleeping is left out, for every sleep is bounded.
   Right if a turn is taken over from the dead alone, only whoever's turn it is changes the store, and nobody begins with what a dead writer left half done.
   A file system may also forget a lock though its holder lives. The seat may be given to another writer, or not, and the holder's turn may be taken over while it lives; it looks at the word before
   every store. Here the look and the store are one step. In truth there is a gap between them that nothing closes, so that the fence bounds the harm and does not exclude it.

   Controls
     BY_TIME           an owner that takes long is taken for dead
     NO_NUMBER         the exchange compares the owner alone
     SEAT_IS_IDENTITY  a writer that finds its own seat in the word goes on as the owner, without repair
     ENDED_EARLY       the turn ends before its last store
     NO_REPAIR         a turn is taken over without repair
     NO_FENCE          a writer that has lost its seat does not look at the word
     BLIND_IN_OWN_SEAT a writer takes a turn of its seat over, which it did not begin, without looking whether the seat is still its own */

#define WRITERS 3
#define TURNS 2
#define DEATHS 2
#define FORGOTTEN 1

byte owner;                 /* seat + 1, 0 for nobody */
byte number;
bool due;
byte seat[2];               /* who has its lock: writer + 1 */
byte a, b;                  /* the store: equal between turns */
byte deaths;

byte turnOf;                /* whose turn it is in truth: writer + 1 */
bool dead[WRITERS];
byte forgotten;
bool lost[WRITERS];         /* it lives, and its lock is forgotten */

#define LEAVE if :: !lost[me] -> seat[s] = 0 :: else fi
#define MAY_DIE if :: atomic { deaths < DEATHS -> deaths++; dead[me] = true; LEAVE; goto gone } :: true fi
#define MAY_LOSE if :: atomic { forgotten < FORGOTTEN -> forgotten++; lost[me] = true; seat[s] = 0 } :: true fi
#ifdef NO_FENCE
#define FENCED true
#else
#define FENCED (turnOf == me + 1 || !lost[me])
#endif
#define STORE(it) atomic { if :: FENCED -> assert(turnOf == me + 1); it :: else -> goto gone fi }
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
        atomic {
          if
          :: o == s + 1 ->
#ifdef BLIND_IN_OWN_SEAT
             skip
#else
             if :: seat[s] == 0 -> seat[s] = me + 1; lost[me] = false :: seat[s] == me + 1 -> skip :: else -> goto gone fi
#endif
          :: o != s + 1 && seat[o - 1] == 0 -> skip
          :: else -> goto again
          fi
        };
#endif
        MAY_DIE;
        atomic {
          if
          :: STANDS ->
             assert(turnOf == 0 || dead[turnOf - 1] || lost[turnOf - 1]);    /* never the living, if their lock stands */
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
     MAY_LOSE;
#ifndef NO_REPAIR
     if
     :: due ->
        STORE(b = a);                                    /* repair, which does the same when it is done again */
        MAY_DIE;
        STORE(due = false)
     :: else
     fi;
#endif
     MAY_DIE;
     STORE(assert(a == b); a++);                         /* nothing half done is begun with */
     MAY_DIE;
     MAY_LOSE;
#ifdef ENDED_EARLY
     atomic { owner = 0; turnOf = 0 };
     atomic { assert(turnOf == me + 1 || turnOf == 0); b = a };
#else
     STORE(b = a);
     MAY_DIE;
     STORE(owner = 0; turnOf = 0);
#endif
again: o = 0; n = 0; r = false
  :: else -> break
  od;
  LEAVE;
gone: skip
}

init { atomic { run Writer(0); run Writer(1); run Writer(2) } }
