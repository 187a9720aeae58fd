#define _GNU_SOURCE
#include "CLine.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { batch = 256 };

static struct sockaddr_in loopback(uint16_t port) {
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

int line_open(uint16_t port, int receive_buffer) {
    int on = 1;
    int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -errno;
    struct sockaddr_in address = loopback(port);
    if (bind(descriptor, (struct sockaddr *)&address, sizeof address) < 0) {
        int failure = errno;
        close(descriptor);
        return -failure;
    }
    // The first is for root alone; the second goes as far as the system's limit.
    if (setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &receive_buffer, sizeof receive_buffer) < 0)
        (void)setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    (void)setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    (void)setsockopt(descriptor, SOL_SOCKET, SO_RXQ_OVFL, &on, sizeof on);
    return descriptor;
}

void line_close(int socket) { close(socket); }

int line_port(int socket) {
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    return getsockname(socket, (struct sockaddr *)&address, &length) < 0 ? -errno : ntohs(address.sin_port);
}

static void read_control(struct msghdr *message, line_arrival *arrival, uint32_t *dropped) {
    for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part; part = CMSG_NXTHDR(message, part)) {
        if (part->cmsg_level != SOL_SOCKET) continue;
        if (part->cmsg_type == SCM_TIMESTAMPNS) {
            struct timespec stamp;
            memcpy(&stamp, CMSG_DATA(part), sizeof stamp);
            arrival->arrived = (int64_t)stamp.tv_sec * 1000000000 + stamp.tv_nsec;
        } else if (part->cmsg_type == SO_RXQ_OVFL) {
            memcpy(dropped, CMSG_DATA(part), sizeof *dropped);
        }
    }
}

int line_receive(int socket, uint8_t *room, uint32_t each, line_arrival *arrivals, int most, uint32_t *dropped) {
    static _Thread_local struct mmsghdr messages[batch];
    static _Thread_local struct iovec vectors[batch];
    static _Thread_local struct sockaddr_in addresses[batch];
    static _Thread_local _Alignas(8) char controls[batch][64];
    if (most > batch) most = batch;
    for (int index = 0; index < most; index++) {
        vectors[index] = (struct iovec){room + (size_t)index * each, each};
        messages[index].msg_hdr = (struct msghdr){
            .msg_name = &addresses[index], .msg_namelen = sizeof addresses[index], .msg_iov = &vectors[index],
            .msg_iovlen = 1, .msg_control = controls[index], .msg_controllen = sizeof controls[index]};
    }
    int count = recvmmsg(socket, messages, (unsigned)most, MSG_DONTWAIT, NULL);
    if (count < 0) return errno == EAGAIN || errno == EINTR ? 0 : -errno;
    for (int index = 0; index < count; index++) {
        arrivals[index] = (line_arrival){.length = messages[index].msg_len, .port = ntohs(addresses[index].sin_port)};
        read_control(&messages[index].msg_hdr, &arrivals[index], dropped);
    }
    return count;
}

int line_send(int socket, const uint8_t *bytes, const line_departure *departures, int count) {
    static _Thread_local struct mmsghdr messages[batch];
    static _Thread_local struct iovec vectors[batch];
    static _Thread_local struct sockaddr_in addresses[batch];
    int sent = 0;
    while (sent < count) {
        int size = count - sent < batch ? count - sent : batch;
        for (int index = 0; index < size; index++) {
            const line_departure *departure = &departures[sent + index];
            addresses[index] = loopback(departure->port);
            vectors[index] = (struct iovec){(void *)(bytes + departure->offset), departure->length};
            messages[index].msg_hdr = (struct msghdr){
                .msg_name = &addresses[index], .msg_namelen = sizeof addresses[index], .msg_iov = &vectors[index],
                .msg_iovlen = 1};
        }
        int done = sendmmsg(socket, messages, (unsigned)size, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (done <= 0) break;
        sent += done;
    }
    return sent;
}

void line_wait(const int *sockets, int count, int64_t nanoseconds) {
    struct pollfd entries[8];
    if (count > 8) count = 8;
    for (int index = 0; index < count; index++)
        entries[index] = (struct pollfd){.fd = sockets[index], .events = POLLIN};
    struct timespec limit = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    (void)ppoll(entries, (nfds_t)count, &limit, NULL);
}

long line_fetch(uint16_t port, const char *path, uint8_t *answer, long room) {
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -errno;
    struct timeval patience = {5, 0};
    (void)setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    struct sockaddr_in address = loopback(port);
    long total = 0, failure = 0;
    if (connect(descriptor, (struct sockaddr *)&address, sizeof address) < 0) failure = -errno;
    char request[256];
    int length = snprintf(
        request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", path);
    if (!failure && send(descriptor, request, (size_t)length, MSG_NOSIGNAL) < 0) failure = -errno;
    while (!failure && total < room) {
        ssize_t count = recv(descriptor, answer + total, (size_t)(room - total), 0);
        if (count < 0) failure = -errno;
        if (count <= 0) break;
        total += count;
    }
    close(descriptor);
    return failure ? failure : total;
}

int line_free_port(void) {
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -errno;
    struct sockaddr_in address = loopback(0);
    int port = bind(descriptor, (struct sockaddr *)&address, sizeof address) < 0 ? -errno : line_port(descriptor);
    close(descriptor);
    return port;
}

int64_t line_cpu_time(int process) {
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) < 0) return -1;
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}
