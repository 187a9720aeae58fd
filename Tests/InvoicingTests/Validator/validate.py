"""Checks electronic invoices against the published schemas and rules.

    validate.py FILE...

Of UN/CEFACT invoices: the XSD of Cross Industry Invoice D22B, that of Factur-X for EN 16931, its Schematron, and the French
one. Of UBL invoices and credit notes: the XSD of UBL 2.1, the Schematron of CEN, and the French one. All of them come with
the Python package factur-x, and the Schematron as XSLT 2, which Saxon runs.

Prints a line for each assertion that does not hold: file, rules (XSD, EN16931 or BR-FR), flag, name and text, with tabs
between. Exits with 0 if all could be checked, whatever was found, and with 2 if not.
"""

import pathlib
import sys

try:
    import facturx
    from lxml import etree
    from saxonche import PySaxonProcessor
except ImportError as problem:
    sys.exit(f"validate.py: {problem}: run docs/scripts/python-tools")

RULES = pathlib.Path(facturx.__file__).parent / "xsd_and_schematron"
CII = "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice"
UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"

CII_SCHEMATRON = [
    ("EN16931", "facturx-en16931/FACTUR-X_EN16931.xslt"),
    ("BR-FR", "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt"),
]
UBL_SCHEMATRON = [
    ("EN16931", "ubl-2.1/EN16931-UBL-validation.xslt"),
    ("BR-FR", "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt"),
]
# By the name of the root element: the schemas and the rules.
SYNTAXES = {
    CII: (
        ["cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd", "facturx-en16931/Factur-X_EN16931.xsd"],
        CII_SCHEMATRON,
    ),
    f"{{{UBL}Invoice-2}}Invoice": (["ubl-2.1/maindoc/UBL-Invoice-2.1.xsd"], UBL_SCHEMATRON),
    f"{{{UBL}CreditNote-2}}CreditNote": (["ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd"], UBL_SCHEMATRON),
}


class Validator:
    """Keeps schemas and stylesheets, which take longer to read than invoices."""

    def __init__(self, saxon):
        self.xslt = saxon.new_xslt30_processor()
        self.saxon = saxon
        self.schemas = {}
        self.stylesheets = {}

    def findings(self, path):
        """Yields rules, flag, name and text of each assertion that does not hold."""
        try:
            root = etree.parse(path).getroot()
        except etree.XMLSyntaxError as problem:
            yield "XSD", "fatal", "XML", str(problem)
            return
        if root.tag not in SYNTAXES:
            yield "XSD", "fatal", "root", f"{root.tag} is no invoice"
            return
        schemas, schematron = SYNTAXES[root.tag]
        for name in schemas:
            schema = self.schema(name)
            if not schema.validate(root):
                for error in schema.error_log:
                    yield "XSD", "fatal", name, f"line {error.line}: {error.message}"
        for rules, name in schematron:
            yield from self.schematron(rules, name, path)

    def schema(self, name):
        if name not in self.schemas:
            self.schemas[name] = etree.XMLSchema(etree.parse(RULES / name))
        return self.schemas[name]

    def schematron(self, rules, name, path):
        if name not in self.stylesheets:
            self.stylesheets[name] = self.xslt.compile_stylesheet(stylesheet_file=str(RULES / name))
        report = self.stylesheets[name].transform_to_string(source_file=path)
        for assertion in etree.fromstring(report.encode()).iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"):
            text = " ".join("".join(assertion.itertext()).split())
            # Factur-X names its rules in the text only.
            named = assertion.get("id") or text.strip("[ ").split("]")[0]
            yield rules, assertion.get("flag") or "fatal", named, text


def main(paths):
    if not paths:
        sys.exit(__doc__)
    with PySaxonProcessor(license=False) as saxon:
        validator = Validator(saxon)
        for path in paths:
            for finding in validator.findings(path):
                print(path, *finding, sep="\t")


try:
    main(sys.argv[1:])
except Exception as problem:
    print(f"validate.py: {type(problem).__name__}: {problem}", file=sys.stderr)
    sys.exit(2)
