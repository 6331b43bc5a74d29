// SPDX-License-Identifier: Apache-2.0
package coral.hsm.mover;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Carries files to one archive and back. What it can do is what it implements: {@link Archiver}, {@link Restorer},
 * {@link Remover}, {@link HealthProbe}. Safe for use by many threads: one archive's workers call it at once, for small files more of them
 * than {@link ArchiveConfig#threads}.
 */
@ConsumerType
public interface Mover extends AutoCloseable {
    /** Ends what the mover holds; no action runs any more when it is called. Bounded to a few seconds. */
    @Override
    void close();
}
