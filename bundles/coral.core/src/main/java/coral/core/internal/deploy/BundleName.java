// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import org.osgi.framework.Version;

/** What a bundle calls itself. Immutable. */
record BundleName(String symbolicName, Version version) {
    @Override
    public String toString() {
        return symbolicName + " " + version;
    }
}
