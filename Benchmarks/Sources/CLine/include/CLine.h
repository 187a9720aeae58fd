// UDP at 127.0.0.1 by the hundred datagrams a system call, with the kernel's own time of arrival; and what a process has
// used. Failures are returned as a negative errno.
#pragma once
#include <stdint.h>

typedef struct {
    uint32_t length;
    uint16_t port;
    // Nanoseconds of the clock on the wall: on the loopback the moment at which the sender's call passed it on.
    int64_t arrived;
} line_arrival;

typedef struct {
    uint32_t offset;
    uint32_t length;
    uint16_t port;
} line_departure;

// A socket at that port, or at any with 0; with a receive buffer of that size, if the system allows it.
int line_open(uint16_t port, int receive_buffer);
void line_close(int socket);
int line_port(int socket);

// Datagrams that lie ready, at most `most` of them and 256; the one with the number n begins at n * each.
// `dropped` is set to how many the kernel has dropped since the socket was opened, as it had no room for them.
int line_receive(int socket, uint8_t *room, uint32_t each, line_arrival *arrivals, int most, uint32_t *dropped);

// Sends datagrams; returns how many went out.
int line_send(int socket, const uint8_t *bytes, const line_departure *departures, int count);

// Waits until one of the sockets has something, or the time is over.
void line_wait(const int *sockets, int count, int64_t nanoseconds);

// The answer to GET http://127.0.0.1:port/path with its head; returns its length, at most `room`.
long line_fetch(uint16_t port, const char *path, uint8_t *answer, long room);

// A TCP port that is free.
int line_free_port(void);

// Nanoseconds that all threads of a process have been on a processor.
int64_t line_cpu_time(int process);
