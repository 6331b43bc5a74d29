// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.lustre.Fid;
import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import coral.lustre.internal.bytes.Damaged;
import coral.lustre.internal.layout.LinkCodec;
import java.util.List;

/**
 * The extended attribute {@code trusted.link}: the names of an inode (struct link_ea_header and link_ea_entry of
 * lustre_idl.h, 2.17). It has room for 4096 bytes; there may be names that it does not list.
 *
 * @param overflowSeconds since the epoch, when a name did not fit; 0 if that never happened
 */
public record LinkNames(List<Link> links, int overflowSeconds) {
    /** Copies the list. */
    public LinkNames {
        links = List.copyOf(links);
    }

    /**
     * One name.
     *
     * @param name by {@link Names}
     */
    public record Link(Fid parent, String name) {
        /** As {@code lfs path2fid --parents} prints it, but on one line. */
        @Override
        public String toString() {
            return parent + "/" + Names.printable(name);
        }
    }

    /**
     * Reads the attribute.
     *
     * @throws ProblemException CORAL-LUSTRE-201 for bytes that are none, are cut or contradict themselves
     */
    public static LinkNames decode(byte[] value) throws ProblemException {
        return Damaged.check("trusted.link", value, LinkCodec::read);
    }

    /** Writes the attribute in little-endian order. */
    public byte[] encode() {
        return LinkCodec.write(this);
    }
}
