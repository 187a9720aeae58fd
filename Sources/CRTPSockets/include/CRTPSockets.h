#ifndef CRTP_SOCKETS_H
#define CRTP_SOCKETS_H

#include <stddef.h>
#include <stdint.h>

// UDP sockets for media: what Swift's Glibc module hides, and addresses that are numbers on the Swift side.

typedef struct {
    uint64_t high;  // the first eight bytes of an IPv6 address
    uint64_t low;   // the last eight, or the four of IPv4
    uint16_t port;
    uint8_t is_v6;
} crtp_address;

// A bound, non-blocking socket that stamps what it receives; a negative errno if there is none.
int crtp_open(const crtp_address *local, int receive_buffer, int traffic_class);

// Lets a socket hear and speak to one address alone, or to all again (NULL); a negative errno if that fails.
int crtp_connect(int socket, const crtp_address *to);

// Sends a datagram, where the socket is connected without an address; the bytes sent, or a negative errno.
long crtp_send(int socket, const void *bytes, size_t count, const crtp_address *to);

// Receives a datagram and its sender; its length, which may exceed the room, or a negative errno. The moment of its
// arrival (CLOCK_REALTIME, ns; 0 if not told) costs more, so it is found out only where there is room for it.
long crtp_receive(int socket, void *bytes, size_t room, crtp_address *from, int64_t *arrival);

// A set of sockets that are read only when something has come.
int crtp_watch_new(void);
int crtp_watch_add(int watch, int socket, uint32_t key);
void crtp_watch_remove(int watch, int socket);
// The keys of at most `room` sockets with something to read, without waiting; how many.
int crtp_watch_ready(int watch, uint32_t *keys, int room);

// An event that wakes a thread.
int crtp_wakeup_new(void);
void crtp_wakeup_signal(int wakeup);
void crtp_wakeup_wait(int wakeup);

int64_t crtp_monotonic(void);
int64_t crtp_realtime(void);
// Sleeps until a moment of the monotonic clock.
void crtp_sleep_until(int64_t moment);

// Puts the calling thread before all ordinary ones, where that is allowed; whether it is.
int crtp_prefer_thread(int priority);

// Gives the calling thread a name, of 15 bytes at most, by which the system lists it.
void crtp_name_thread(const char *name);

void crtp_close(int descriptor);

#endif
