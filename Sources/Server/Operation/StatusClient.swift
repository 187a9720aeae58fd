import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Asks a running server for one of its pages.
public enum StatusClient {
    /// Why there is no page.
    public enum Failure: Error, CustomStringConvertible {
        /// The address is no host and port.
        case address(String)
        /// The server refused.
        case status(UInt)
        /// The server closed the connection early.
        case noAnswer
        /// Nobody can be reached there; in words.
        case unreachable(String)

        /// The reason in words.
        public var description: String {
            switch self {
            case .address(let text): "'\(text)' is no host and port"
            case .status(let code): "it answered \(code)"
            case .noAnswer: "no answer"
            case .unreachable(let why): why
            }
        }
    }

    /// The body of a page.
    ///
    /// - Parameters:
    ///   - path: with its slash.
    ///   - end: a host and a port.
    public static func get(_ path: String, at end: String) async throws -> String {
        var body = ByteBuffer()
        try await read(path, at: end) { bytes in
            var bytes = bytes
            body.writeBuffer(&bytes)
        }
        return String(buffer: body)
    }

    /// The lines of a page as they come; empty ones are left out.
    public static func lines(of path: String, at end: String, _ take: (String) throws -> Void) async throws {
        var rest = ByteBuffer()
        try await read(path, at: end) { bytes in
            var bytes = bytes
            rest.writeBuffer(&bytes)
            while let length = rest.readableBytesView.firstIndex(of: UInt8(ascii: "\n")).map({ $0 - rest.readerIndex }),
                let line = rest.readString(length: length)
            {
                rest.moveReaderIndex(forwardBy: 1)
                if !line.isEmpty { try take(line) }
            }
            rest.discardReadBytes()
        }
    }

    /// Reads a page to its end, piece by piece.
    private static func read(_ path: String, at end: String, _ take: (ByteBuffer) throws -> Void) async throws {
        guard let colon = end.lastIndex(of: ":"), let port = Int(end[end.index(after: colon)...]),
            (1...65_535).contains(port)
        else { throw Failure.address(end) }
        let host = end[..<colon].filter { $0 != "[" && $0 != "]" }
        let channel = try await connect(host, port)
        try await channel.executeThenClose { inbound, outbound in
            let head = HTTPRequestHead(
                version: .http1_1, method: .GET, uri: path, headers: ["Host": end, "Connection": "close"])
            try await outbound.write(.head(head))
            try await outbound.write(.end(nil))
            for try await part in inbound {
                switch part {
                case .head(let head): guard head.status == .ok else { throw Failure.status(head.status.code) }
                case .body(let bytes): try take(bytes)
                case .end: return
                }
            }
            throw Failure.noAnswer
        }
    }

    private static func connect(
        _ host: String, _ port: Int
    ) async throws -> NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart> {
        do {
            return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(3)).connect(host: host, port: port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                    }
                }
        } catch let error as NIOConnectionError {
            let refusal = error.connectionErrors.lazy.compactMap { $0.error as? IOError }.first
            throw Failure.unreachable(
                refusal.map { String(cString: strerror($0.errnoCode)) } ?? "there is no such host, or it is silent")
        }
    }
}
