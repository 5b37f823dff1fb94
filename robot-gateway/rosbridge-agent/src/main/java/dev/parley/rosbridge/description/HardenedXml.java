package dev.parley.rosbridge.description;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * XML without any of what makes XML dangerous: no document type, so no entities of one's own, neither outside (which would read files and
 * addresses) nor inside (which would grow without end); no inclusion, no schema from elsewhere.
 */
final class HardenedXml {
    static final int LARGEST_BYTES = 8 * 1024 * 1024;

    private HardenedXml() {}

    static Element root(byte[] xml) {
        if (xml.length > LARGEST_BYTES) {
            throw new UrdfException(
                    "The description has " + xml.length + " bytes; at most " + LARGEST_BYTES + " are read.");
        }
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setEntityResolver((publicId, systemId) -> {
                throw new SAXException("nothing is fetched");
            });
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
        } catch (SAXException e) {
            throw new UrdfException("The description is no XML that is read here: " + e.getMessage(), e);
        } catch (IOException | ParserConfigurationException e) {
            throw new UrdfException("The description cannot be read: " + e.getMessage(), e);
        }
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        return factory;
    }

    /** Every error ends the reading, and nothing is printed. */
    private static final class Strict extends DefaultHandler {
        @Override
        public void error(SAXParseException error) throws SAXException {
            throw error;
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    }
}
