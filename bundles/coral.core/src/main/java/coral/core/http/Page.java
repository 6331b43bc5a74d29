// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A page of the web console, registered as a service; there for as long as the service is. coral.console draws the
 * frame around it and serves its files from the bundle that registered it, to everybody: what is secret comes from an
 * {@link Api}, which the page asks with the person's token.
 */
@ConsumerType
public interface Page {
    /** Its part of the address: lower-case letters, digits and {@code -}; unique in the node. */
    String id();

    /** What the console calls it, in a word or two. */
    String title();

    /** Where it stands among the pages: a lower number comes first. */
    int order();

    /**
     * Folder in the bundle with its files, such as {@code /console}: the JavaScript module {@code page.js}, whose
     * {@code show} draws the page, its style sheet {@code page.css} if there is one, and what these two name.
     */
    String resources();
}
