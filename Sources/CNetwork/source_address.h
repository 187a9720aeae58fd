#pragma once

#include <netinet/in.h>
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
