#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

#include <stdint.h>

/// How many blocks the calling thread has asked the heap for since it began; growing a block counts as one.
uint64_t allocation_count(void);

/// How many bytes the calling thread has asked the heap for since it began.
uint64_t allocation_bytes(void);

#endif
