// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import coral.core.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A logback.xml in memory; only the levels of its loggers are ever changed. For one thread. */
final class LogbackFile {
    static final String ROOT = "ROOT";

    private final Document document;

    private LogbackFile(Document document) {
        this.document = document;
    }

    static LogbackFile read(Path file) throws ProblemException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new LogbackFile(factory.newDocumentBuilder().parse(file.toFile()));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new ProblemException(
                    LogProblems.badConfiguration(file.toString(), String.valueOf(e.getMessage())), e);
        }
    }

    /** Loggers that have a level of their own. */
    Map<String, Level> levels() {
        Map<String, Level> levels = new TreeMap<>();
        for (Node node = document.getDocumentElement().getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && isLogger(element)) {
                level(element).ifPresent(level -> levels.put(name(element), level));
            }
        }
        return levels;
    }

    /** Gives a logger a level, whether it has one or not. */
    void set(String logger, Level level) {
        for (Node node = document.getDocumentElement().getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && isLogger(element)
                    && name(element).equals(logger)) {
                element.setAttribute("level", level.name());
                return;
            }
        }
        Element added = document.createElement(logger.equals(ROOT) ? "root" : "logger");
        if (!logger.equals(ROOT)) {
            added.setAttribute("name", logger);
        }
        added.setAttribute("level", level.name());
        document.getDocumentElement().appendChild(added);
        document.getDocumentElement().appendChild(document.createTextNode("\n"));
    }

    byte[] bytes() {
        try {
            TransformerFactory factory = TransformerFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            factory.newTransformer().transform(new DOMSource(document), new StreamResult(bytes));
            return bytes.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }

    private static boolean isLogger(Element element) {
        return element.getTagName().equals("logger") || element.getTagName().equals("root");
    }

    private static String name(Element element) {
        return element.getTagName().equals("root") ? ROOT : element.getAttribute("name");
    }

    private static Optional<Level> level(Element element) {
        try {
            return Optional.of(Level.valueOf(element.getAttribute("level").toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) { // INHERITED, or a variable.
            return Optional.empty();
        }
    }
}
