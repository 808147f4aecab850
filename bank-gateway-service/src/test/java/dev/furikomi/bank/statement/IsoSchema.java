package dev.furikomi.bank.statement;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/**
 * The schemas of camt.053.001.08 and camt.054.001.08. ISO 20022 makes them, and that of camt.052.001.08, from one model
 * on one day; they share all types but the two of the message itself. Of the three only camt.052's is to be had as a
 * dependency (in hbci4j-core), so those two types are put into it here, as ISO's own schemas have them.
 */
public enum IsoSchema {
    CAMT_053("camt.053.001.08", "BkToCstmrStmt", "Stmt") {
        @Override
        String ofMessage(String camt052) {
            return camt052.replace("AddtlRptInf", "AddtlStmtInf")
                    .replace("RptPgntn", "StmtPgntn")
                    .replace("minOccurs=\"0\" name=\"Bal\"", "minOccurs=\"1\" name=\"Bal\"");
        }
    },
    CAMT_054("camt.054.001.08", "BkToCstmrDbtCdtNtfctn", "Ntfctn") {
        @Override
        String ofMessage(String camt052) {
            return camt052.replace("AddtlRptInf", "AddtlNtfctnInf")
                    .replace("RptPgntn", "NtfctnPgntn")
                    .replace(
                            "<xs:element maxOccurs=\"unbounded\" minOccurs=\"0\" name=\"Bal\" type=\"CashBalance8\"/>",
                            "");
        }
    };

    private final Schema schema;

    IsoSchema(String id, String message, String account) {
        String source = ofMessage(camt052())
                .replace("camt.052.001.08", id)
                .replace("\"BkToCstmrAcctRpt\"", '"' + message + '"')
                .replace("\"Rpt\"", '"' + account + '"');
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false);
            this.schema = factory.newSchema(new StreamSource(new StringReader(source)));
        } catch (SAXException bug) {
            throw new IllegalStateException(bug);
        }
    }

    abstract String ofMessage(String camt052);

    /** Throws what the first violation is. */
    public void validate(String document) throws SAXException {
        try {
            schema.newValidator().validate(new StreamSource(new StringReader(document)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String camt052() {
        try (InputStream schema = IsoSchema.class.getResourceAsStream("/camt.052.001.08.xsd")) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
