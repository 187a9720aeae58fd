/// A request (RFC 3261 §7.1).
public struct Request: MessageContent {
    /// What is asked for.
    public var method: Method
    /// The headers.
    public var fields: Fields
    private var target: ArraySlice<UInt8>
    private var content: ArraySlice<UInt8>

    /// Begins a request without headers.
    public init(method: Method, uri: URI) {
        self.init(method: method, target: Fields.clean(uri.text)[...], fields: Fields(), content: [])
    }

    init(method: Method, target: ArraySlice<UInt8>, fields: Fields, content: ArraySlice<UInt8>) {
        (self.method, self.target, self.fields, self.content) = (method, target, fields, content)
    }

    /// The Request-URI as it was received.
    public var uriText: String {
        Decoding.text(target)
    }

    /// The Request-URI: whom the request is meant for at this hop.
    public var uri: URI {
        get { (try? URI(parsing: target)) ?? .anonymous }
        set { target = Fields.clean(newValue.text)[...] }
    }

    /// The body; its Content-Length is written by itself.
    public var body: [UInt8] {
        get { Array(content) }
        set { content = newValue[...] }
    }

    /// How many more hops are allowed (§20.22); nil in requests of RFC 2543.
    public var maxForwards: UInt8? {
        fields.first(.maxForwards).flatMap { UInt8($0) }
    }

    /// Sets the body and its Content-Type.
    public mutating func setBody(_ body: [UInt8], contentType: String) {
        self.body = body
        fields.replace(.contentType, contentType)
    }

    /// The request as it is sent.
    public func serialized() -> [UInt8] {
        var output: [UInt8] = []
        write(into: &output)
        return output
    }

    /// Appends the request as it is sent; Content-Length is always written and right.
    public func write(into output: inout [UInt8]) {
        output.reserveCapacity(output.count + fields.bytes.count + content.count + 256)
        output.append(contentsOf: QuotedString.token(method.text).utf8)
        output.append(Ascii.space)
        output.append(contentsOf: target)
        output.append(contentsOf: " SIP/2.0\r\n".utf8)
        fields.write(into: &output, content: content)
    }
}
