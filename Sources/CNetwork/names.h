#pragma once

#include <netinet/in.h>
#include <arpa/nameser.h>
#include <resolv.h>
#include <netdb.h>
#include <string.h>

/// What a query came to; the positive values are those of netdb.h.
enum {
    QUERY_ANSWERED = 0,
    QUERY_NO_SUCH_NAME = HOST_NOT_FOUND,
    QUERY_TRY_AGAIN = TRY_AGAIN,
    QUERY_NO_RECOVERY = NO_RECOVERY,
    QUERY_NO_DATA = NO_DATA,
};

/// Asks the name servers of the system (or one, given by its IPv4 octets) for the SRV records of a name; blocks.
///
/// `length` holds the room in `answer` and then how much of it was used.
static inline int query_srv(
    const char *name, const unsigned char *server, unsigned short port, int seconds, int attempts,
    unsigned char *answer, int *length) {
    struct __res_state state;
    memset(&state, 0, sizeof state);
    if (res_ninit(&state) != 0) return QUERY_NO_RECOVERY;
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
    int outcome = count < 0 ? state.res_h_errno : QUERY_ANSWERED;
    res_nclose(&state);
    if (count < 0) count = 0;
    if (count < *length) *length = count;
    return outcome;
}
