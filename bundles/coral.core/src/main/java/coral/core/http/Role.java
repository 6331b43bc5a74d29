// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

/** What a token allows, from little to much; each role may do what the ones before it may. */
public enum Role {
    /** Looks. */
    READER,
    /** Changes what people work with: archives files, cancels requests. */
    OPERATOR,
    /** Changes the node. */
    ADMIN;

    /** Whether who has this role may do what asks for {@code needed}. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The word that shell, HTTP and files use: {@code reader}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
