/// The codes that an electronic invoice may carry (EN 16931-1 §6 and the code lists that go with it).
public enum CodeList {
    /// Whether a text is the code of a country (ISO 3166-1 alpha-2; BR-CL-14).
    public static func isCountry(_ text: String) -> Bool { countries.contains(text) }

    /// Whether a text is the code of a currency that people pay in (ISO 4217; BR-CL-04).
    public static func isCurrency(_ text: String) -> Bool { currencies.contains(text) }

    /// Whether a text may begin a number for value-added tax: Greece uses EL, Northern Ireland XI (BR-CO-09).
    public static func isVATPrefix(_ text: String) -> Bool { isCountry(text) || text == "EL" || text == "XI" }

    /// Whether a text is a code that says why no tax is charged (the list VATEX of the Commission; BR-CL-22), without that of
    /// intra-Community supply.
    public static func isVATReason(_ text: String) -> Bool { vatReasons.contains(text) }

    /// The codes that say why no tax is charged.
    public static let vatReasons = Set(vatReasonCodes.split(whereSeparator: \.isWhitespace).map { "VATEX-\($0)" })

    private static let countries = Set(countryCodes.split(whereSeparator: \.isWhitespace).map(String.init))
    private static let currencies = Set(currencyCodes.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let countryCodes = """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
        BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
        ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
        HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
        LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
        NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
        SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
        UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
        """

    private static let currencyCodes = """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
        CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ
        GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP
        LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR
        PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STD SVC
        SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VED VND VUV WST XAF XCD XCG XOF
        XPF YER ZAR ZMW ZWG
        """

    private static let vatReasonCodes = """
        EU-132 EU-132-1A EU-132-1B EU-132-1C EU-132-1D EU-132-1E EU-132-1F EU-132-1G EU-132-1H EU-132-1I
        EU-132-1J EU-132-1K EU-132-1L EU-132-1M EU-132-1N EU-132-1O EU-132-1P EU-132-1Q EU-135-1 EU-143
        EU-143-1A EU-143-1B EU-143-1C EU-143-1D EU-143-1E EU-143-1F EU-143-1FA EU-143-1G EU-143-1H EU-143-1I
        EU-143-1J EU-143-1K EU-143-1L EU-144 EU-146-1E EU-148 EU-148-A EU-148-B EU-148-C EU-148-D EU-148-E
        EU-148-F EU-148-G EU-151 EU-151-1A EU-151-1AA EU-151-1B EU-151-1C EU-151-1D EU-151-1E EU-153 EU-159
        EU-309 EU-79-C EU-AE EU-D EU-F EU-G EU-I EU-J EU-O FR-298SEXDECIESA FR-AE FR-CGI261-1 FR-CGI261-2
        FR-CGI261-3 FR-CGI261-4 FR-CGI261-5 FR-CGI261-7 FR-CGI261-8 FR-CGI261A FR-CGI261B FR-CGI261C-1
        FR-CGI261C-2 FR-CGI261C-3 FR-CGI261D-1 FR-CGI261D-1BIS FR-CGI261D-2 FR-CGI261D-3 FR-CGI261D-4
        FR-CGI261E-1 FR-CGI261E-2 FR-CGI275 FR-CGI277A FR-CGI295 FR-CNWVAT FR-FRANCHISE
        """
}
