// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** What the bundles of some folders can be told: their PIDs, and the keys of each (OSGi Metatype). Immutable. */
final class Metatypes {
    private static final String FOLDER = "OSGI-INF/metatype/";

    private final Map<String, Map<String, Attribute>> pids = new TreeMap<>();

    /** Reads every jar in the folders; what is no jar, or has no readable description, describes nothing. */
    static Metatypes of(List<Path> folders) {
        Metatypes found = new Metatypes();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".jar")).forEach(found::read);
            } catch (IOException e) {
                // A folder that cannot be listed has no bundles that could start either.
            }
        }
        return found;
    }

    /** All PIDs that are described. */
    Set<String> pids() {
        return new TreeSet<>(pids.keySet());
    }

    /** The keys of a PID by name; empty for one that nobody describes. */
    Map<String, Attribute> keys(String pid) {
        return pids.getOrDefault(pid, Map.of());
    }

    private void read(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            List<? extends ZipEntry> entries = jar.stream()
                    .filter(entry -> entry.getName().startsWith(FOLDER))
                    .filter(entry -> entry.getName().endsWith(".xml"))
                    .toList();
            for (ZipEntry entry : entries) {
                try (InputStream in = jar.getInputStream(entry)) {
                    read(in);
                }
            }
        } catch (IOException | SAXException | ParserConfigurationException e) {
            // The framework, or the one who deploys, says what is wrong with the jar.
        }
    }

    void read(InputStream in) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler()); // The usual one writes to standard error, without the file.
        Document document = builder.parse(in);
        Map<String, Map<String, Attribute>> classes = new HashMap<>();
        for (Element ocd : elements(document.getDocumentElement(), "OCD")) {
            classes.put(ocd.getAttribute("id"), attributes(ocd));
        }
        for (Element designate : elements(document.getDocumentElement(), "Designate")) {
            String factoryPid = designate.getAttribute("factoryPid");
            String pid = factoryPid.isEmpty() ? designate.getAttribute("pid") : factoryPid;
            for (Element object : elements(designate, "Object")) {
                pids.put(pid, classes.getOrDefault(object.getAttribute("ocdref"), Map.of()));
            }
        }
    }

    private static Map<String, Attribute> attributes(Element ocd) {
        Map<String, Attribute> attributes = new TreeMap<>();
        for (Element ad : elements(ocd, "AD")) {
            String cardinality = ad.getAttribute("cardinality");
            attributes.put(
                    ad.getAttribute("id"),
                    new Attribute(
                            ad.getAttribute("id"),
                            ad.getAttribute("type"),
                            !cardinality.isEmpty() && !cardinality.equals("0"),
                            ad.getAttribute("min"),
                            ad.getAttribute("max"),
                            elements(ad, "Option").stream()
                                    .map(option -> option.getAttribute("value"))
                                    .toList()));
        }
        return attributes;
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
