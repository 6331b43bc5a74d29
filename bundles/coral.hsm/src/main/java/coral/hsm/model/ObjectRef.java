// SPDX-License-Identifier: Apache-2.0
package coral.hsm.model;

/**
 * Where in an archive a file's copy is: what Lemur keeps in trusted.lhsm_uuid, _hash and _url. Immutable.
 *
 * @param id the object's name within the archive; the mover's own grammar, which the mover checks at every use
 * @param hash digest of the content as the mover defines it, empty for none
 * @param url where others find the object, empty for none
 */
public record ObjectRef(String id, Blob hash, String url) {
    /** Checks that there is an id. */
    public ObjectRef {
        if (id.isEmpty() || id.length() > 1024) {
            throw new IllegalArgumentException("not an object id of 1 to 1024 characters: '" + id + "'");
        }
    }
}
