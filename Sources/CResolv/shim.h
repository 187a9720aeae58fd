#pragma once

#include <netinet/in.h>
#include <arpa/nameser.h>
#include <resolv.h>
#include <netdb.h>
#include <string.h>

/// What a query came to; the positive values are those of netdb.h.
enum {
    CRESOLV_ANSWERED = 0,
    CRESOLV_NO_SUCH_NAME = HOST_NOT_FOUND,
    CRESOLV_TRY_AGAIN = TRY_AGAIN,
    CRESOLV_NO_RECOVERY = NO_RECOVERY,
    CRESOLV_NO_DATA = NO_DATA,
};

/// Asks the name servers of the system (or one, given by its IPv4 octets) for the SRV records of a name; blocks.
///
/// `length` holds the room in `answer` and then how much of it was used.
static inline int cresolv_query_srv(
    const char *name, const unsigned char *server, unsigned short port, int seconds, int attempts,
    unsigned char *answer, int *length) {
    struct __res_state state;
    memset(&state, 0, sizeof state);
    if (res_ninit(&state) != 0) return CRESOLV_NO_RECOVERY;
    state.retrans = seconds;
    state.retry = attempts;
    if (server != NULL) {
        state.nscount = 1;
        memset(&state.nsaddr_list[0], 0, sizeof state.nsaddr_list[0]);
        state.nsaddr_list[0].sin_family = AF_INET;
        state.nsaddr_list[0].sin_port = htons(port);
        memcpy(&state.nsaddr_list[0].sin_addr, server, 4);
    }
    int count = res_nquery(&state, name, ns_c_in, ns_t_srv, answer, *length);
    int outcome = count < 0 ? state.res_h_errno : CRESOLV_ANSWERED;
    res_nclose(&state);
    if (count < 0) count = 0;
    if (count < *length) *length = count;
    return outcome;
}

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// The address that packets to a peer leave from: what the routing table says to a socket that is connected and sends nothing.
// Both addresses have `count` bytes, 4 or 16. Returns 0 if there is a route.
static inline int source_address(const unsigned char *peer, int count, unsigned char *own) {
    struct sockaddr_storage storage;
    struct sockaddr_in *v4 = (struct sockaddr_in *)&storage;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&storage;
    socklen_t length = count == 4 ? sizeof *v4 : sizeof *v6;
    memset(&storage, 0, sizeof storage);
    if (count == 4) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(9);
        memcpy(&v4->sin_addr, peer, 4);
    } else {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(9);
        memcpy(&v6->sin6_addr, peer, 16);
    }
    int handle = socket(storage.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (handle < 0) return -1;
    int result = connect(handle, (struct sockaddr *)&storage, length);
    if (result == 0) result = getsockname(handle, (struct sockaddr *)&storage, &length);
    close(handle);
    if (result == 0) memcpy(own, count == 4 ? (void *)&v4->sin_addr : (void *)&v6->sin6_addr, (size_t)count);
    return result;
}
