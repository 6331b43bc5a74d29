// SPDX-License-Identifier: Apache-2.0
package coral.hsm.mover;

import coral.core.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of mover, as a service: {@code posix}, {@code s3}. For as long as the service is there, archives of this type
 * are served. Safe for use by many threads.
 */
@ConsumerType
public interface MoverType {
    /** The type's name, as given to {@code hsm archives add --type}: 1 to 16 of {@code a-z 0-9}. */
    String name();

    /** What an archive of this type is configured by. */
    List<MoverOption> options();

    /**
     * Prepares a place for an archive that is new: marks it as this archive's, durably. A place that is marked for the
     * same archive already is left as it is.
     *
     * @throws ProblemException when the place does not exist, holds something else or belongs to another archive;
     *     nothing has changed then
     */
    void prepare(ArchiveConfig config) throws ProblemException;

    /**
     * Tells whose place it is. Changes nothing. Blocks a few seconds at most.
     *
     * @return the uuid of the archive that the place is marked for; empty when it bears no mark
     * @throws ProblemException when the place cannot be looked at, or bears a mark that is not understood
     */
    Optional<String> owner(ArchiveConfig config) throws ProblemException;

    /**
     * Opens an archive. A place that cannot be reached now is no error here: {@link HealthProbe#offline} tells of it.
     *
     * @throws ProblemException when the configuration is not valid; the message names key, value and what is allowed
     */
    Mover open(ArchiveConfig config) throws ProblemException;
}
