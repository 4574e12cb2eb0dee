/* nth.h - of something that a task does many times, the kth fails, once or
 * from then on, for every k: a clean end that says so, nothing leaked where it
 * goes on, and the database as before or as after. */
#ifndef FAULT_NTH_H
#define FAULT_NTH_H

#include <stdbool.h>
#include <stdint.h>

/* The one that fails, and how many there were. */
struct nth {
    bool on, sticky;
    int64_t count, at; /* at 0: none */
};

/* To be asked each time: is this one to fail? */
bool nth_fails(void);

/* Which counts from now on; what is to be the same in the run that begins; is
 * a codebook not given back at its end? And the end of a task. */
void same_nth(struct nth *nth);
void same_begin(void);
bool same_borrowed(void);
void same_done(void);

/* The proof. `words`: PROGRAM OLD-DATABASE EVERY FLOOR [TASK...], that is every
 * EVERYth of them, in all tasks or those named; TASK:FROM:TO is a part of one,
 * so that several processes share a long run, or one that was cut short goes
 * on. Prints its line, called `name`, and returns the exit code. */
int nth_prove(const char *name, int count, char **words);

#endif
