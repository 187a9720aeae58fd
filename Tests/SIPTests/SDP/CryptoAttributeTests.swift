import Testing

@testable import SIP

@Suite("Keys in a session description")
struct CryptoAttributeTests {
    private static let keyText = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd"

    private func crypto(_ value: String) throws -> [CryptoAttribute] {
        try SDPText.session("m=audio 4000 RTP/SAVP 8\na=crypto:\(value)").media[0].crypto
    }

    @Test(
        "A key that can be used",
        arguments: [
            ("1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText)", UInt32(1), SRTPSuite.aes128SHA1Tag80),
            ("2 AES_CM_128_HMAC_SHA1_32 inline:\(keyText)|2^20", 2, .aes128SHA1Tag32),
            ("999999999 AES_CM_128_HMAC_SHA1_80 inline:\(keyText)|2^48", 999_999_999, .aes128SHA1Tag80),
            ("0 AES_CM_128_HMAC_SHA1_80 INLINE:\(keyText)|1048576 WSH=128", 0, .aes128SHA1Tag80),
            ("1  AES_CM_128_HMAC_SHA1_80  inline:\(keyText) -UNKNOWN=1", 1, .aes128SHA1Tag80),
        ])
    func reads(_ value: String, _ tag: UInt32, _ suite: SRTPSuite) throws {
        let key = try #require(SRTPMasterKey(Array(0..<30)))
        #expect(try crypto(value) == [CryptoAttribute(tag: tag, suite: suite, key: key)])
    }

    @Test(
        "A key that cannot be used",
        arguments: [
            "", "1", "1 AES_CM_128_HMAC_SHA1_80", "-1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText)",
            "1234567890 AES_CM_128_HMAC_SHA1_80 inline:\(keyText)", "1 AES_256_CM_HMAC_SHA1_80 inline:\(keyText)",
            "1 aes_cm_128_hmac_sha1_80 inline:\(keyText)", "1 AES_CM_128_HMAC_SHA1_80 \(keyText)",
            "1 AES_CM_128_HMAC_SHA1_80 uri:\(keyText)", "1 AES_CM_128_HMAC_SHA1_80 inline:",
            "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText)A", "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText.dropLast())",
            "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText.dropLast())=",
            "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText.dropLast())é",
            "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText)|1:4", "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText)|2^20|1:4",
            "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText)|2^20;inline:\(keyText)|2^20|2:4",
            "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText)|2^19", "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText)|2^49",
            "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText)|3^20", "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText)|1000",
            "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText)|2^20 UNENCRYPTED_SRTP",
            "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText) UNAUTHENTICATED_SRTP",
            "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText) KDR=4",
            "1 AES_CM_128_HMAC_SHA1_80 inline:\(keyText) FEC_KEY=x",
        ])
    func ignores(_ value: String) throws {
        #expect(try crypto(value) == [])
    }

    @Test func aKeyIsWrittenAsItIsRead() throws {
        var session = try SDPText.session("m=audio 4000 RTP/SAVP 8")
        let bytes = (0..<30).map { UInt8(truncatingIfNeeded: $0 * 151 + 7) }
        let key = try #require(SRTPMasterKey(bytes))
        session.media[0].crypto = [CryptoAttribute(tag: 3, suite: .aes128SHA1Tag32, key: key)]
        #expect(try SessionDescription(parsing: session.serialized()).media[0].crypto == session.media[0].crypto)
    }

    @Test func aKeyHasThirtyOctetsAndIsNeverPrinted() throws {
        #expect(SRTPMasterKey([]) == nil)
        #expect(SRTPMasterKey(Array(0..<29)) == nil)
        #expect(SRTPMasterKey(Array(0..<31)) == nil)
        let key = try #require(SRTPMasterKey(Array(100..<130)))
        let keys = SRTPKeys(suite: .aes128SHA1Tag80, local: key, remote: key)
        var dumped = ""
        dump(keys, to: &dumped)
        for text in ["\(key)", String(reflecting: key), "\(keys)", String(reflecting: [keys]), dumped] {
            #expect(!text.contains("100"))
        }
    }
}
