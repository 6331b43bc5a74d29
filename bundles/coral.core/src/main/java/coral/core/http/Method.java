// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

/** Methods of HTTP that operations have. HEAD is answered wherever there is GET. */
public enum Method {
    /** Reads; changes nothing. */
    GET,
    /** Adds or starts something. */
    POST,
    /** Replaces something as a whole. */
    PUT,
    /** Changes a part of something. */
    PATCH,
    /** Removes something. */
    DELETE;

    /** Whether it changes something, so that reading alone is not enough for it. */
    public boolean isChange() {
        return this != GET;
    }
}
