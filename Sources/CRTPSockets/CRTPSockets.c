#define _GNU_SOURCE
#include "CRTPSockets.h"

#include <endian.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

typedef union {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
} socket_address;

static socklen_t fill(socket_address *to, const crtp_address *from) {
    memset(to, 0, sizeof *to);
    if (from->is_v6) {
        uint64_t halves[2] = {htobe64(from->high), htobe64(from->low)};
        to->v6.sin6_family = AF_INET6;
        to->v6.sin6_port = htons(from->port);
        memcpy(&to->v6.sin6_addr, halves, sizeof halves);
        return sizeof to->v6;
    }
    to->v4.sin_family = AF_INET;
    to->v4.sin_port = htons(from->port);
    to->v4.sin_addr.s_addr = htonl((uint32_t)from->low);
    return sizeof to->v4;
}

static void read_address(crtp_address *to, const socket_address *from) {
    memset(to, 0, sizeof *to);
    if (from->any.sa_family == AF_INET6) {
        uint64_t halves[2];
        memcpy(halves, &from->v6.sin6_addr, sizeof halves);
        to->high = be64toh(halves[0]);
        to->low = be64toh(halves[1]);
        to->port = ntohs(from->v6.sin6_port);
        to->is_v6 = 1;
    } else {
        to->low = ntohl(from->v4.sin_addr.s_addr);
        to->port = ntohs(from->v4.sin_port);
    }
}

int crtp_open(const crtp_address *local, int receive_buffer, int traffic_class) {
    int on = 1, failure;
    socket_address address;
    socklen_t length = fill(&address, local);
    int descriptor = socket(address.any.sa_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -errno;
    if (local->is_v6 && setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) < 0) goto failed;
    if (bind(descriptor, &address.any, length) < 0) goto failed;
    // Nothing breaks without these.
    (void)setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    (void)setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    if (local->is_v6) {
        (void)setsockopt(descriptor, IPPROTO_IPV6, IPV6_TCLASS, &traffic_class, sizeof traffic_class);
    } else {
        (void)setsockopt(descriptor, IPPROTO_IP, IP_TOS, &traffic_class, sizeof traffic_class);
    }
    return descriptor;
failed:
    failure = errno;
    close(descriptor);
    return -failure;
}

int crtp_connect(int socket, const crtp_address *to) {
    socket_address address = {.any.sa_family = AF_UNSPEC};
    socklen_t length = sizeof address.any;
    if (to) length = fill(&address, to);
    return connect(socket, &address.any, length) < 0 ? -errno : 0;
}

long crtp_send(int socket, const void *bytes, size_t count, const crtp_address *to) {
    if (!to) {
        ssize_t sent = send(socket, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);
        return sent < 0 ? -errno : sent;
    }
    socket_address address;
    socklen_t length = fill(&address, to);
    ssize_t sent = sendto(socket, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL, &address.any, length);
    return sent < 0 ? -errno : sent;
}

long crtp_receive(int socket, void *bytes, size_t room, crtp_address *from, int64_t *arrival) {
    socket_address address;
    address.any.sa_family = AF_UNSPEC;
    if (!arrival) {
        socklen_t length = sizeof address;
        ssize_t count = recvfrom(socket, bytes, room, MSG_DONTWAIT | MSG_TRUNC, &address.any, &length);
        if (count < 0) return -errno;
        read_address(from, &address);
        return count;
    }
    union {
        struct cmsghdr header;
        char bytes[64];
    } control;
    struct iovec vector = {bytes, room};
    struct msghdr message = {
        .msg_name = &address, .msg_namelen = sizeof address, .msg_iov = &vector, .msg_iovlen = 1,
        .msg_control = &control, .msg_controllen = sizeof control,
    };
    ssize_t count = recvmsg(socket, &message, MSG_DONTWAIT | MSG_TRUNC);
    if (count < 0) return -errno;
    read_address(from, &address);
    *arrival = 0;
    for (struct cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_TIMESTAMPNS) {
            struct timespec stamp;
            memcpy(&stamp, CMSG_DATA(part), sizeof stamp);
            *arrival = (int64_t)stamp.tv_sec * 1000000000 + stamp.tv_nsec;
        }
    }
    return count;
}

int crtp_watch_new(void) {
    int watch = epoll_create1(EPOLL_CLOEXEC);
    return watch < 0 ? -errno : watch;
}

int crtp_watch_add(int watch, int socket, uint32_t key) {
    struct epoll_event event = {.events = EPOLLIN, .data = {.u32 = key}};
    return epoll_ctl(watch, EPOLL_CTL_ADD, socket, &event) < 0 ? -errno : 0;
}

void crtp_watch_remove(int watch, int socket) {
    (void)epoll_ctl(watch, EPOLL_CTL_DEL, socket, NULL);
}

int crtp_watch_ready(int watch, uint32_t *keys, int room) {
    struct epoll_event events[64];
    int count = epoll_wait(watch, events, room < 64 ? room : 64, 0);
    for (int index = 0; index < count; index++) keys[index] = events[index].data.u32;
    return count < 0 ? 0 : count;
}

int crtp_wakeup_new(void) {
    int wakeup = eventfd(0, EFD_CLOEXEC);
    return wakeup < 0 ? -errno : wakeup;
}

void crtp_wakeup_signal(int wakeup) {
    uint64_t one = 1;
    while (write(wakeup, &one, sizeof one) < 0 && errno == EINTR) {}
}

void crtp_wakeup_wait(int wakeup) {
    uint64_t count;
    while (read(wakeup, &count, sizeof count) < 0 && errno == EINTR) {}
}

static int64_t moment(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t crtp_monotonic(void) { return moment(CLOCK_MONOTONIC); }
int64_t crtp_realtime(void) { return moment(CLOCK_REALTIME); }

void crtp_sleep_until(int64_t moment) {
    struct timespec until = {.tv_sec = moment / 1000000000, .tv_nsec = moment % 1000000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR) {}
}

int crtp_prefer_thread(int priority) {
    struct sched_param parameters = {.sched_priority = priority};
    return sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, &parameters) == 0;
}

void crtp_close(int descriptor) { close(descriptor); }

void crtp_name_thread(const char *name) { (void)pthread_setname_np(pthread_self(), name); }
