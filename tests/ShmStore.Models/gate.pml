/* The gate of the writing process: one thread at a time, of which one may enter without a locked instruction, by a bias that the others take away.
   The biased thread stores that it is inside and then loads whose the bias is; another stores that it is nobody's and then loads whether that thread is inside (store buffering). The biased thread's
   stores go through a buffer, which is emptied at any later time, or by the process-wide barrier that the other issues.

   Models Store/Commits/WriterGate.cs and WriterGate.Waiting.cs (TryEnter, TryEnterAsOwner, TryRevoke, Exit). Keeping the gate is left out. A bias is given whenever a thread likes, to itself, while it is
   inside as the owner. Whoever waits for the biased thread may give up at any time, gives the bias back and then the owner word.
   Right if never two threads are inside.

   Controls
     NO_BARRIER    the bias is taken away without the barrier
     NO_WAIT       nobody waits for the biased thread to leave
     ONE_WORD      all biases say by the same word that their thread is inside
     NOT_AGAIN     the biased thread does not look whether the bias is still its own
     NOT_BACK      who gives up does not give the bias back
     OWNER_FIRST   who gives up gives the owner word back before the bias */

#define THREADS 3
#define BIASES 3
#define TURNS 2

byte owner;                       /* thread + 1 */
byte bias;                        /* number of the bias that counts; 0 for none */
byte biases;
byte holder[BIASES + 1];          /* whose it is: thread + 1 */
bool entered[BIASES + 1];
byte waits[THREADS];              /* a store in a thread's buffer: the word + 1 */
bool buffered[THREADS];           /* and its value */
byte inside;

#ifdef ONE_WORD
#define WORD(b) 1
#else
#define WORD(b) b
#endif

/* Buffers hold one store, and are emptied at any time, or to make room. */
active proctype Memory() {
end:
  do
  :: atomic { waits[0] != 0 -> entered[waits[0] - 1] = buffered[0]; waits[0] = 0 }
  :: atomic { waits[1] != 0 -> entered[waits[1] - 1] = buffered[1]; waits[1] = 0 }
  :: atomic { waits[2] != 0 -> entered[waits[2] - 1] = buffered[2]; waits[2] = 0 }
  od
}

#define STORE(b, value) atomic { waits[me] == 0 -> waits[me] = WORD(b) + 1; buffered[me] = value }
#define WORK inside++; assert(inside == 1); inside--

proctype Thread(byte me) {
  byte turns, mine;
  do
  :: turns < TURNS ->
     turns++;
     mine = bias;
     if
     :: mine != 0 && holder[mine] == me + 1 ->
        STORE(mine, true);
#ifdef NOT_AGAIN
        WORK;
        STORE(mine, false);
        goto next
#else
        if
        :: bias == mine ->
           WORK;
           STORE(mine, false);
           goto next
        :: else -> STORE(mine, false)
        fi
#endif
     :: else -> skip
     fi;
     /* A compare-and-exchange empties the buffer. */
     atomic { owner == 0 && waits[me] == 0 -> owner = me + 1 };
     mine = bias;
     if
     :: mine != 0 ->
        bias = 0;
#ifndef NO_BARRIER
        waits[0] == 0; waits[1] == 0; waits[2] == 0;
#endif
#ifndef NO_WAIT
        if
        :: !entered[WORD(mine)] -> skip
        :: entered[WORD(mine)] ->
#ifdef OWNER_FIRST
           owner = 0;
#endif
#ifndef NOT_BACK
           bias = mine;
#endif
           owner = 0;
           goto next
        fi
#endif
     :: else -> skip
     fi;
     WORK;
     if
     :: atomic { biases < BIASES -> biases++; holder[biases] = me + 1; bias = biases }
     :: true -> skip
     fi;
     owner = 0;
next: skip
  :: else -> break
  od
}

init { atomic { run Thread(0); run Thread(1); run Thread(2) } }
